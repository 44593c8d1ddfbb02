package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.passage.ClosingMissedExits;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What cars, barriers and operators do at lanes with cameras, and what comes of it. */
class LanesIT extends RunningLanes {

    private static final Duration BACKED_OUT = Duration.ofSeconds(21);

    @Autowired
    private ClosingMissedExits missedExits;

    @Test
    void letsOneOfTwoLanesOpenForAPlateThatBothReadInTheSameMoment() throws Exception {
        try (RelayController left = new RelayController();
                RelayController right = new RelayController();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String leftCamera = camera("lot-twin", "entry-1", "ENTRY", "cam-left", left);
            String rightCamera = camera("lot-twin", "entry-2", "ENTRY", "cam-right", right);
            awaitConnected("lot-twin", 2);
            for (int round = 0; round < 5; round++) {
                String plate = "TWIN" + round + "A";
                String reservation = booked("lot-twin", plate);
                int before = left.writes().size() + right.writes().size();

                String event = read("twin-" + round, plate);
                CompletableFuture.allOf(
                                CompletableFuture.runAsync(() -> post(leftCamera, null, null, event), threads),
                                CompletableFuture.runAsync(() -> post(rightCamera, null, null, event), threads))
                        .join();

                await().until(() -> rulings(plate) >= 2);
                await().until(() -> left.writes().size() + right.writes().size() == before + 1);
                assertThat(stateOf(reservation)).isEqualTo(PassState.ADMITTED);
            }
        }
    }

    @Test
    void opensForACarThatReachesTheLoopAfterItsBookingBecameKnown() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = lane(
                    "lot-approach",
                    "entry-1",
                    controller,
                    "\"profile\":\"waveshare\",\"loopInputs\":{\"passage\":0,\"arming\":1}");
            post(camera, null, null, read("a1", "APPR0ACH"));
            await().until(() -> rulings("APPR0ACH") == 1);
            String reservation = booked("lot-approach", "APPR0ACH");
            assertThat(controller.writes()).isEmpty();

            controller.input(1, true);

            await().until(() -> controller.writes().contains(OPENING));
            assertThat(stateOf(reservation)).isEqualTo(PassState.ADMITTED);
        }
    }

    @Test
    void givesThePassBackToACarThatBacksOut() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = entry("lot-back", controller);
            String reservation = booked("lot-back", "BACK0UT1");
            post(camera, null, null, read("b1", "BACK0UT1"));
            await().until(() -> stateOf(reservation) == PassState.ADMITTED);
            await().until(() -> controller.writes().contains(OPENING));

            CLOCK.advance(BACKED_OUT);

            await().until(() -> stateOf(reservation) == PassState.EXPECTED);
            assertThat(outbox(reservation)).containsExactly("EntryVoided");
            post(camera, null, null, read("b2", "BACK0UT1"));
            await().until(() -> controller.writes().size() == 2);
        }
    }

    @Test
    void letsACarInAndOutByItsPlateAndCountsItAtTheLoops() throws Exception {
        try (RelayController entry = new RelayController();
                RelayController exit = new RelayController()) {
            String entryCamera = camera("lot-both", "entry-1", "ENTRY", "cam-both-in", entry);
            String exitCamera = camera("lot-both", "exit-1", "EXIT", "cam-both-out", exit);
            awaitConnected("lot-both", 2);
            String reservation = booked("lot-both", "INOUT123");

            post(exitCamera, null, null, read("early", "INOUT123"));
            post(entryCamera, null, null, read("in", "INOUT123"));
            await().until(() -> entry.writes().contains(OPENING));
            pass(entry);
            await().until(() -> stateOf(reservation) == PassState.INSIDE);
            CLOCK.advance(Duration.ofSeconds(11));
            post(exitCamera, null, null, read("out", "INOUT123"));
            await().until(() -> exit.writes().contains(OPENING));
            assertThat(stateOf(reservation)).isEqualTo(PassState.LEAVING);
            pass(exit);

            await().until(() -> stateOf(reservation) == PassState.OUT);
            assertThat(outbox(reservation)).containsExactly("VehicleEntered", "VehicleExited");
        }
    }

    @Test
    void closesAnExitThatNobodySawAndKeepsNobodyIn() throws Exception {
        try (RelayController exit = new RelayController()) {
            gate("lot-miss", "entry-1", "ENTRY", null, null);
            String camera = exit("lot-miss", exit);
            String reservation = booked("lot-miss", "MISSED99");
            checkIn("lot-miss", "entry-1", "MISSED99", "m1");
            await().until(() -> stateOf(reservation) == PassState.INSIDE);

            CLOCK.advance(Duration.ofHours(26));
            missedExits.closeMissed();
            assertThat(stateOf(reservation)).isEqualTo(PassState.INSIDE);
            CLOCK.advance(Duration.ofHours(2));
            missedExits.closeMissed();
            missedExits.closeMissed();

            await().until(() -> stateOf(reservation) == PassState.OUT);
            assertThat(outbox(reservation)).containsExactly("VehicleEntered", "VehicleExited");
            await().until(() -> exceptions("lot-miss").contains("MISSED_EXIT"));
            Instant closed = CLOCK.instant();
            CLOCK.advance(Duration.ofDays(29));
            post(camera, null, null, read("late", "MISSED99"));
            await().until(() -> exit.writes().contains(OPENING));
            await().until(() -> exceptions("lot-miss").contains("LATE_EXIT"));
            assertThat(outbox(reservation)).as("never billed by itself").hasSize(2);
            assertThat(billed("lot-miss", "LATE_EXIT").status()).isEqualTo(200);
            assertThat(outbox(reservation)).containsExactly("VehicleEntered", "VehicleExited", "VehicleExited");
            assertThat(jdbc.sql("""
                    select payload from outbox where aggregate_id = :id and type = 'VehicleExited'
                    order by aggregate_version desc limit 1""")
                            .param("id", reservation)
                            .query(String.class)
                            .single())
                    .as("what it stayed on after it was held to have left, of which nothing is booked or paid")
                    .contains(
                            "\"gateId\":\"exit-1\"",
                            "\"enteredAt\":\"%s\"".formatted(closed),
                            "\"exitedAt\":\"%s\"".formatted(closed.plus(Duration.ofDays(29))),
                            "\"endTime\":\"%s\"".formatted(closed),
                            "\"amountMinor\":0");
            billed("lot-miss", "LATE_EXIT");
            billed("lot-miss", "MISSED_EXIT");
            assertThat(outbox(reservation)).as("once").hasSize(3);
        }
    }

    private Answer billed(String lotId, String kind) {
        return resolve(lotId, kind, "BILL", "");
    }

    @Test
    void tellsATailgaterFromAForcedBarrier() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = entry("lot-tail", controller);
            String reservation = booked("lot-tail", "TAIL1234");
            post(camera, null, null, read("t1", "TAIL1234"));
            await().until(() -> controller.writes().contains(OPENING));
            pass(controller);
            await().until(() -> stateOf(reservation) == PassState.INSIDE);

            pass(controller);
            await().until(() -> exceptions("lot-tail").contains("TAILGATING"));
            CLOCK.advance(Duration.ofSeconds(30));
            pass(controller);

            await().until(() -> exceptions("lot-tail").contains("FORCED_BARRIER"));
        }
    }

    private int rulings(String plate) {
        return jdbc.sql("select count(*) from gate_event where plate = :plate")
                .param("plate", plate)
                .query(Integer.class)
                .single();
    }
}
