package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.passage.ClosingMissedExits;
import com.parkhold.testing.TestIssuer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What becomes of a car whose barrier, or what is written about it, fails. */
class FailingBarriersIT extends RunningLanes {

    @Autowired
    private ClosingMissedExits missedExits;

    @Value("${parkhold.gate.data-dir}")
    private String data;

    @Test
    void givesThePassBackWhereTheBarrierFails() throws Exception {
        RelayController controller = new RelayController();
        String camera = entry("lot-dead", controller);
        String reservation = booked("lot-dead", "DEADARM1");
        controller.close();
        await().until(() -> !getGates("lot-dead").at("/items/0/connected").asBoolean());

        post(camera, null, null, read("d1", "DEADARM1"));

        await().until(() -> exceptions("lot-dead").contains("BARRIER_FAILED"));
        await().until(() -> stateOf(reservation) == PassState.EXPECTED);
        assertThat(outbox(reservation)).containsExactly("EntryVoided");
    }

    @Test
    void opensForACarThatStandsThereOnceItsBarrierIsBack() throws Exception {
        RelayController away = new RelayController();
        String camera = entry("lot-return", away);
        String reservation = booked("lot-return", "RETURN12");
        away.close();
        await().until(() -> !isShown("lot-return", "entry-1", "connected"));
        post(camera, null, null, read("r1", "RETURN12"));
        await().until(() -> exceptions("lot-return").contains("BARRIER_FAILED"));
        await().until(() -> stateOf(reservation) == PassState.EXPECTED);
        String behind = booked("lot-return", "BEH1ND12");
        post(camera, null, null, read("r2", "BEH1ND12"));

        try (RelayController back = new RelayController(away.port())) {
            awaitConnected("lot-return", "entry-1");
            CLOCK.advance(Duration.ofSeconds(2));

            await().until(() -> back.writes().contains(OPENING));
            assertThat(stateOf(reservation)).isEqualTo(PassState.ADMITTED);
            pass(back);
            await().until(() -> stateOf(reservation) == PassState.INSIDE);
            assertThat(outbox(reservation)).containsExactly("EntryVoided", "VehicleEntered");
            await().until(() -> stateOf(behind) == PassState.ADMITTED);
            assertThat(back.writes()).containsExactly(OPENING, OPENING);
        }
    }

    @Test
    void keepsNobodyBehindACarThatTurnedAwayWhileNobodyLooked() throws Exception {
        RelayController away = new RelayController();
        String camera = lane(
                "lot-turned", "entry-1", away, "\"profile\":\"waveshare\",\"loopInputs\":{\"passage\":0,\"arming\":1}");
        String turned = booked("lot-turned", "TURNED12");
        String next = booked("lot-turned", "NEXTCAR1");
        String behind = booked("lot-turned", "BEH1ND13");
        away.close();
        await().until(() -> !isShown("lot-turned", "entry-1", "connected"));
        post(camera, null, null, read("x1", "TURNED12"));
        await().until(() -> exceptions("lot-turned").contains("BARRIER_FAILED"));
        post(camera, null, null, read("x2", "NEXTCAR1"));
        post(camera, null, null, read("x3", "BEH1ND13"));
        CLOCK.advance(Duration.ofSeconds(25));

        try (RelayController back = new RelayController(away.port())) {
            awaitConnected("lot-turned", "entry-1");
            back.input(1, true);
            await().until(() -> isShown("lot-turned", "entry-1", "inputs/ARMING"));
            post(camera, null, null, read("x4", "NEXTCAR1"));

            await().until(() -> stateOf(next) == PassState.ADMITTED);
            assertThat(stateOf(turned)).isEqualTo(PassState.EXPECTED);
            assertThat(stateOf(behind)).isEqualTo(PassState.EXPECTED);
            back.input(1, false);
            pass(back);
            await().until(() -> stateOf(next) == PassState.INSIDE);
            assertThat(back.writes()).containsExactly(OPENING);
        }
    }

    @Test
    void letsACarOutThatStandsThereOnceItsBarrierIsBack() throws Exception {
        RelayController away = new RelayController();
        gate("lot-away", "entry-1", "ENTRY", null, null);
        String camera = exit("lot-away", away);
        String reservation = booked("lot-away", "AWAY1234");
        checkIn("lot-away", "entry-1", "AWAY1234", "away-1");
        away.close();
        await().until(() -> !isShown("lot-away", "exit-1", "connected"));
        post(camera, null, null, read("w1", "AWAY1234"));
        await().until(() -> exceptions("lot-away").contains("BARRIER_FAILED"));
        await().until(() -> stateOf(reservation) == PassState.INSIDE);

        try (RelayController back = new RelayController(away.port())) {
            awaitConnected("lot-away", "exit-1");
            CLOCK.advance(Duration.ofSeconds(2));

            await().until(() -> back.writes().contains(OPENING));
            assertThat(stateOf(reservation)).isEqualTo(PassState.LEAVING);
        }
    }

    @Test
    void countsACarThatPassesAfterAnOpeningThatNobodyConfirmed() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = entry("lot-mute", controller);
            String reservation = booked("lot-mute", "MUTE1234");
            controller.mute(true);
            post(camera, null, null, read("u1", "MUTE1234"));
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> exceptions("lot-mute").contains("BARRIER_FAILED"));
            assertThat(controller.writes()).contains(OPENING);
            controller.mute(false);
            awaitConnected("lot-mute", 1);
            await().until(() -> stateOf(reservation) == PassState.EXPECTED);

            controller.input(0, true);
            await().until(() ->
                    getGates("lot-mute").at("/items/0/inputs/PASSAGE").asBoolean(false));
            controller.input(0, false);

            await().until(() -> stateOf(reservation) == PassState.INSIDE);
            assertThat(outbox(reservation)).containsExactly("EntryVoided", "VehicleEntered");
            assertThat(exceptions("lot-mute")).doesNotContain("FORCED_BARRIER");
        }
    }

    @Test
    void countsACarAsThroughWhereNobodyKnowsWhetherItOpenedAndNoLoopCanTell() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = lane("lot-blind", "entry-1", controller, "\"profile\":\"waveshare\"");
            String reservation = booked("lot-blind", "BL1ND123");
            controller.mute(true);

            post(camera, null, null, read("n1", "BL1ND123"));

            await().atMost(Duration.ofSeconds(15))
                    .until(() -> exceptions("lot-blind").contains("ENTRY_UNCONFIRMED"));
            assertThat(controller.writes()).contains(OPENING);
            assertThat(stateOf(reservation)).isEqualTo(PassState.INSIDE);
            assertThat(outbox(reservation)).containsExactly("VehicleEntered");
        }
    }

    @Test
    void letsACarOutAgainThatNobodyKnowsToHaveLeft() throws Exception {
        try (RelayController controller = new RelayController()) {
            gate("lot-trap", "entry-1", "ENTRY", null, null);
            String camera = lane("lot-trap", "exit-1", controller, "\"profile\":\"waveshare\"");
            String reservation = booked("lot-trap", "TRAP1234");
            checkIn("lot-trap", "entry-1", "TRAP1234", "trap-1");
            controller.mute(true);
            post(camera, null, null, read("t1", "TRAP1234"));
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> exceptions("lot-trap").contains("EXIT_UNCONFIRMED"));
            assertThat(stateOf(reservation)).isEqualTo(PassState.OUT);
            controller.mute(false);
            awaitConnected("lot-trap", "exit-1");
            controller.writes().clear();

            post(camera, null, null, read("t2", "TRAP1234"));

            await().until(() -> controller.writes().contains(OPENING));
            await().until(() -> exceptions("lot-trap").contains("LATE_EXIT"));
            assertThat(outbox(reservation)).containsExactly("VehicleEntered", "VehicleExited");
        }
    }

    @Test
    void tellsTheDatabaseOfACarThoughTheJournalIsBroken() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = entry("lot-disk", controller);
            String reservation = booked("lot-disk", "D1SK1234");
            post(camera, null, null, read("j1", "D1SK1234"));
            await().until(() -> controller.writes().contains(OPENING));

            try (BrokenJournal _ = BrokenJournal.in(data)) {
                pass(controller);

                await().until(() -> stateOf(reservation) == PassState.INSIDE);
            }
        }
    }

    @Test
    void opensByHandThoughTheJournalTakesNothing() throws Exception {
        try (RelayController controller = new RelayController();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + data + "/journal.db");
                Statement statement = other.createStatement()) {
            entry("lot-hand-full", controller);
            String reservation = booked("lot-hand-full", "HANDFU11");
            statement.execute("create trigger disk_is_full before insert on entry when new.kind = 'OVERRIDE'"
                    + " begin select raise(abort, 'disk full'); end");
            try {
                assertThat(byHand("lot-hand-full", "entry-1", "OPEN").status()).isEqualTo(200);
                assertThat(controller.writes()).containsExactly(OPENING);
                Answer admitted = post(
                        "/v1/operator/lots/lot-hand-full/gates/entry-1/actions",
                        TestIssuer.operator("olga", "lot-hand-full"),
                        "full-1",
                        "{\"action\":\"ADMIT\",\"reason\":\"x\",\"reservationId\":\"%s\"}".formatted(reservation));
                assertThat(admitted.status()).isEqualTo(200);
            } finally {
                statement.execute("drop trigger disk_is_full");
            }
            assertThat(controller.writes()).containsExactly(OPENING, OPENING);
            assertThat(jdbc.sql("select kind from gate_event where lot_id = 'lot-hand-full' and kind like 'OVERRIDE%'")
                            .query(String.class)
                            .list())
                    .containsExactlyInAnyOrder("OVERRIDE_OPEN", "OVERRIDE_ADMIT");
        }
    }

    @Test
    void opensAndCountsThoughTheJournalIsBroken() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = entry("lot-full", controller);
            String reservation = booked("lot-full", "FU11D1SK");

            try (BrokenJournal _ = BrokenJournal.in(data)) {
                assertThat(post(camera, null, null, read("f1", "FU11D1SK")).status())
                        .isEqualTo(200);
                assertThat(stored("camera:cam-lot-full:f1")).isTrue();
                await().until(() -> controller.writes().contains(OPENING));
                pass(controller);
                await().until(() -> stateOf(reservation) == PassState.INSIDE);
                await().until(() -> passages("lot-full") == 1);
            }
        }
    }

    @Test
    void saysThatItCanStoreNothingWhereNeitherDiskNorDatabaseTakesIt() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = entry("lot-none", controller);
            String reservation = booked("lot-none", "N0TH1NG1");

            try (BrokenJournal _ = BrokenJournal.in(data)) {
                DATABASE.pause();
                Answer answer = post(camera, null, null, read("n1", "N0TH1NG1"));
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.at("/code").asString()).isEqualTo("NOT_STORED");
            } finally {
                DATABASE.resume();
            }
            assertThat(controller.writes()).isEmpty();

            await().until(() -> post(camera, null, null, read("n1", "N0TH1NG1")).status() == 200);
            await().until(() -> controller.writes().contains(OPENING));
            await().until(() -> stateOf(reservation) == PassState.ADMITTED);
        }
    }

    /** The journal takes nothing as long as another connection holds it. */
    private record BrokenJournal(Connection holder) implements AutoCloseable {
        static BrokenJournal in(String data) throws SQLException {
            Connection holder = DriverManager.getConnection("jdbc:sqlite:" + data + "/journal.db");
            try (Statement statement = holder.createStatement()) {
                statement.execute("begin immediate");
            }
            return new BrokenJournal(holder);
        }

        @Override
        public void close() throws SQLException {
            try (Statement statement = holder.createStatement()) {
                statement.execute("rollback");
            } finally {
                holder.close();
            }
        }
    }

    private boolean stored(String read) {
        return jdbc.sql("select count(*) from camera_read where id = :id")
                        .param("id", read)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private int passages(String lotId) {
        return jdbc.sql("select count(*) from gate_event where lot_id = :lot and kind = 'PASSAGE_ENTRY'")
                .param("lot", lotId)
                .query(Integer.class)
                .single();
    }

    @Test
    void doesNotSayThatALateCarWasLetOutWhereTheBarrierFailed() throws Exception {
        RelayController exit = new RelayController();
        gate("lot-shut", "entry-1", "ENTRY", null, null);
        String camera = exit("lot-shut", exit);
        String reservation = booked("lot-shut", "SHUT1234");
        checkIn("lot-shut", "entry-1", "SHUT1234", "m1");
        CLOCK.advance(Duration.ofHours(28));
        missedExits.closeMissed();
        await().until(() -> stateOf(reservation) == PassState.OUT);
        exit.close();
        await().until(() -> !getGates("lot-shut").at("/items/1/connected").asBoolean());

        post(camera, null, null, read("late", "SHUT1234"));

        await().until(() -> exceptions("lot-shut").contains("BARRIER_FAILED"));
        assertThat(exceptions("lot-shut")).doesNotContain("LATE_EXIT");
    }
}
