package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.decision.Admission;
import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.passage.Arriving;
import com.parkhold.gate.passage.LaneException;
import com.parkhold.gate.passage.LaneExceptions;
import com.parkhold.gate.passage.Visit;
import com.parkhold.testing.TestIssuer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What operators do about a car that stands at a barrier, and about what is in their queue. */
class OperatorActionsIT extends RunningLanes {

    @Autowired
    private LaneExceptions exceptions;

    @Autowired
    private Arriving arriving;

    @Test
    void admitsTheStandingCarOnABookingOnce() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = entry("lot-hand", controller);
            String reservation = booked("lot-hand", "OTHER123");
            post(camera, null, null, read("h1", "UNKN0WN1"));
            await().until(() -> lastDecision("lot-hand", "entry-1", "reason").equals("UNKNOWN_PLATE"));
            String admit = action("ADMIT", "\"reservationId\":\"%s\"".formatted(reservation));

            assertThat(post(lane("lot-hand"), TestIssuer.operator("otto", "lot-x"), "k1", admit)
                            .status())
                    .isEqualTo(403);
            assertThat(post(lane("lot-hand"), olga("lot-hand"), "k1", "{\"action\":\"ADMIT\",\"reason\":\"x\"}")
                            .status())
                    .isEqualTo(400);
            Answer admitted = post(lane("lot-hand"), olga("lot-hand"), "k1", admit);
            assertThat(admitted.status()).isEqualTo(200);
            assertThat(admitted.at("/spotId").asString()).isEqualTo("B2-104");
            assertThat(post(lane("lot-hand"), olga("lot-hand"), "k1", admit).body())
                    .isEqualTo(admitted.body());

            assertThat(controller.writes()).containsExactly(OPENING);
            assertThat(stateOf(reservation)).isEqualTo(PassState.ADMITTED);
            pass(controller);
            await().until(() -> stateOf(reservation) == PassState.INSIDE);
            assertThat(post(lane("lot-hand"), olga("lot-hand"), "k2", admit)
                            .at("/code")
                            .asString())
                    .isEqualTo("ALREADY_INSIDE");
            assertThat(controller.writes()).hasSize(1);
            await().until(() -> audited("lot-hand").contains("GATE_ADMIT"));
            assertThat(post(lane("lot-hand"), olga("lot-hand"), "k3", action("ADMIT", "\"reservationId\":\"nobody\""))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void admitsAnewUnderTheSameKeyWhereTheBarrierDidNotOpen() throws Exception {
        RelayController dead = new RelayController();
        entry("lot-rehand", dead);
        String reservation = booked("lot-rehand", "AGA1N123");
        String admit = action("ADMIT", "\"reservationId\":\"%s\"".formatted(reservation));
        dead.close();
        await().until(() -> !getGates("lot-rehand").at("/items/0/connected").asBoolean());

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(post(lane("lot-rehand"), olga("lot-rehand"), "k1", admit)
                            .at("/code")
                            .asString())
                    .isEqualTo("BARRIER_AWAY");
            await().until(() -> stateOf(reservation) == PassState.EXPECTED);
        }

        try (RelayController back = new RelayController(dead.port())) {
            awaitConnected("lot-rehand", 1);
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThat(post(lane("lot-rehand"), olga("lot-rehand"), "k1", admit)
                                .status())
                        .isEqualTo(200);
            }
            assertThat(back.writes()).containsExactly(OPENING);
            assertThat(stateOf(reservation)).isEqualTo(PassState.ADMITTED);
        }
    }

    @Test
    void opensUnderTheSameKeyWhereTheServiceStoppedBeforeItCould() throws Exception {
        try (RelayController controller = new RelayController()) {
            entry("lot-stop", controller);
            String reservation = booked("lot-stop", "ST0PPED1");
            ruledBeforeACrash("lot-stop", reservation, "k1");
            assertThat(stateOf(reservation)).isEqualTo(PassState.ADMITTED);
            String admit = action("ADMIT", "\"reservationId\":\"%s\"".formatted(reservation));

            assertThat(post(lane("lot-stop"), olga("lot-stop"), "k1", admit).status())
                    .isEqualTo(200);
            assertThat(controller.writes()).containsExactly(OPENING);
            assertThat(post(lane("lot-stop"), olga("lot-stop"), "k1", admit).status())
                    .isEqualTo(200);
            assertThat(controller.writes()).as("it waits for the car now").hasSize(1);
            pass(controller);
            await().until(() -> stateOf(reservation) == PassState.INSIDE);
            assertThat(post(lane("lot-stop"), olga("lot-stop"), "k1", admit).status())
                    .isEqualTo(200);
            assertThat(controller.writes()).hasSize(1);
        }
    }

    /** What an admission by hand leaves behind that ended before the barrier was told. */
    private void ruledBeforeACrash(String lotId, String reservation, String key) {
        Arrival arrival = new Arrival(
                lotId,
                null,
                new Arrival.Ticket.Genuine(reservation),
                1,
                0,
                Admission.EITHER,
                Set.of(),
                false,
                CLOCK.instant());
        String eventId = "by-hand:%s/entry-1:%s:%s".formatted(lotId, reservation, key);
        assertThat(arriving.arrive(
                                new Visit(eventId, reservation, "entry-1", Direction.ENTRY, arrival, false, true, true))
                        .allowed())
                .isTrue();
    }

    @Test
    void refusesWhatCannotBeStored() {
        gate("lot-nul", "entry-1", "ENTRY", null, null);
        String exception = raised("lot-nul", "nobody", LaneException.Kind.CONFLICT);

        for (String body : List.of(
                "{\"action\":\"VOID\",\"reason\":\"a\\u0000b\"}",
                action("ADMIT", "\"reservationId\":\"a\\u0000b\""),
                action("VOID", "\"reservationId\":\"a\\u0000b\""),
                action("VOID", "\"gateId\":\"a\\u0000b\""))) {
            assertThat(post(exception, olga("lot-nul"), null, body).status()).isEqualTo(400);
        }
    }

    @Test
    void readsThePlateForTheCamera() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = entry("lot-eye", controller);
            String reservation = booked("lot-eye", "RIGHT777");
            String readAs = action("CORRECT_PLATE", "\"plate\":\"right 777\"");
            assertThat(post(lane("lot-eye"), olga("lot-eye"), "e0", readAs)
                            .at("/code")
                            .asString())
                    .isEqualTo("NO_CAR");
            post(camera, null, null, read("m1", "WR0NGXXX"));
            await().until(() -> lastDecision("lot-eye", "entry-1", "reason").equals("UNKNOWN_PLATE"));

            assertThat(post(lane("lot-eye"), olga("lot-eye"), "e1", readAs).status())
                    .isEqualTo(200);

            await().until(() -> controller.writes().equals(List.of(OPENING)));
            assertThat(stateOf(reservation)).isEqualTo(PassState.ADMITTED);
        }
    }

    @Test
    void putsTheBookingsPlateRightForTheCarThatStandsThere() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = entry("lot-typo", controller);
            String reservation = booked("lot-typo", "TYPED123");
            post(camera, null, null, read("t1", "DRIVEN99"));
            await().until(() -> lastDecision("lot-typo", "entry-1", "reason").equals("UNKNOWN_PLATE"));
            String correct =
                    action("CORRECT_PLATE", "\"plate\":\"DRIVEN99\",\"reservationId\":\"%s\"".formatted(reservation));

            assertThat(post(lane("lot-typo"), olga("lot-typo"), null, correct).status())
                    .isEqualTo(200);
            assertThat(post(lane("lot-typo"), olga("lot-typo"), null, correct).status())
                    .isEqualTo(200);

            await().until(() -> controller.writes().equals(List.of(OPENING)));
            assertThat(stateOf(reservation)).isEqualTo(PassState.ADMITTED);
            assertThat(audited("lot-typo")).containsOnlyOnce("PASS_PLATE_CORRECTED");
        }
    }

    @Test
    void voidsAStayThatDidNotHappenAndLetsItsCarCome() {
        gate("lot-void", "entry-1", "ENTRY", null, null);
        String reservation = booked("lot-void", "V01DED11");
        checkIn("lot-void", "entry-1", "V01DED11", "v1");
        String exception = raised("lot-void", reservation, LaneException.Kind.ENTRY_UNCONFIRMED);

        assertThat(post(exception, olga("lot-void"), null, action("VOID", "")).status())
                .isEqualTo(200);
        assertThat(stateOf(reservation)).isEqualTo(PassState.EXPECTED);
        assertThat(outbox(reservation)).containsExactly("VehicleEntered", "EntryVoided");
        assertThat(post(exception, olga("lot-void"), null, action("VOID", "")).status())
                .isEqualTo(200);
        assertThat(post(exception, olga("lot-void"), null, action("BILL", ""))
                        .at("/code")
                        .asString())
                .isEqualTo("ALREADY_RESOLVED");
        assertThat(get("/v1/operator/lots/lot-void/exceptions").at("/items").isEmpty())
                .isTrue();

        assertThat(checkIn("lot-void", "entry-1", "V01DED11", "v2")
                        .at("/allowed")
                        .asBoolean())
                .isTrue();
        String later = raised("lot-void", "nobody", LaneException.Kind.CONFLICT);
        assertThat(post(later, olga("lot-void"), null, action("VOID", "")).status())
                .isEqualTo(404);
    }

    @Test
    void billsAStayWhoseCarIsKnownToHaveLeft() {
        gate("lot-bill", "entry-1", "ENTRY", null, null);
        String reservation = booked("lot-bill", "B111ED11");
        checkIn("lot-bill", "entry-1", "B111ED11", "b1");
        String exception = raised("lot-bill", reservation, LaneException.Kind.FORCED_BARRIER);

        assertThat(post(exception, olga("lot-bill"), null, action("BILL", "")).status())
                .isEqualTo(200);

        assertThat(stateOf(reservation)).isEqualTo(PassState.OUT);
        assertThat(outbox(reservation)).containsExactly("VehicleEntered", "VehicleExited");
        assertThat(jdbc.sql("select payload from outbox where aggregate_id = :id and type = 'VehicleExited'")
                        .param("id", reservation)
                        .query(String.class)
                        .single())
                .contains("\"gateId\":\"missed-exit\"");
        String again = raised("lot-bill", reservation, LaneException.Kind.CONFLICT);
        assertThat(post(again, olga("lot-bill"), null, action("VOID", ""))
                        .at("/code")
                        .asString())
                .as("what is billed cannot be void")
                .isEqualTo("NOT_POSSIBLE");
        assertThat(audited("lot-bill")).contains("STAY_BILLED");
    }

    private String raised(String lotId, String reservation, LaneException.Kind kind) {
        String id = kind + "-" + lotId;
        exceptions.raise(new LaneException(id, lotId, "entry-1", kind, reservation, "for a test", CLOCK.instant()));
        await().until(() -> exceptions.find(lotId, id).isPresent());
        return "/v1/operator/lots/%s/exceptions/%s/actions".formatted(lotId, id);
    }

    private static String lane(String lotId) {
        return "/v1/operator/lots/%s/gates/entry-1/actions".formatted(lotId);
    }

    private static String action(String action, String more) {
        return "{\"action\":\"%s\",\"reason\":\"he called\"%s}".formatted(action, more.isEmpty() ? "" : "," + more);
    }

    private static String olga(String lotId) {
        return TestIssuer.operator("olga", lotId);
    }

    private List<String> audited(String lotId) {
        return jdbc.sql(
                        "select payload::jsonb ->> 'action' from outbox where aggregate_id = :id and type = 'LaneAudited'")
                .param("id", lotId)
                .query((row, _) -> row.getString(1))
                .list();
    }
}
