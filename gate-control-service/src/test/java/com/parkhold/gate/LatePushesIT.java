package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.decision.Admission;
import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.passage.Arriving;
import com.parkhold.gate.passage.Visit;
import com.parkhold.gate.plate.Plate;
import com.parkhold.testing.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Pushes that reach this instance after another has decided on their cars. */
class LatePushesIT extends RunningLanes {

    @Autowired
    private Arriving arriving;

    @Test
    void opensForACarThatHasYetToPass() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = entry("lot-again", controller);
            String reservation = booked("lot-again", "AGA1N001");
            decidedElsewhere("lot-again", "l1", "AGA1N001");
            CLOCK.advance(Duration.ofSeconds(4));

            post(camera, null, null, read("l1", "AGA1N001"));

            await().until(() -> controller.writes().contains(OPENING));
            pass(controller);
            await().until(() -> stateOf(reservation) == PassState.INSIDE);
            assertThat(outbox(reservation)).containsExactly("VehicleEntered");
        }
    }

    @Test
    void opensNothingForACarThatHasPassed() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = entry("lot-gone", controller);
            String reservation = booked("lot-gone", "G0NE0001");
            decidedElsewhere("lot-gone", "l2", "G0NE0001");
            pass(controller);
            await().until(() -> stateOf(reservation) == PassState.INSIDE);

            assertThat(post(camera, null, null, read("l2", "G0NE0001")).status())
                    .isEqualTo(200);
            assertThat(post(camera, null, null, read("l2", "G0NE0001")).status())
                    .isEqualTo(200);

            opensNothing(controller, "lot-gone", "l2");
            assertThat(stateOf(reservation)).isEqualTo(PassState.INSIDE);
        }
    }

    @Test
    void opensNothingForACarThatHasPassedAndLeftSince() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = entry("lot-since", controller);
            gate("lot-since", "exit-1", "EXIT", null, null);
            String reservation = booked("lot-since", "S1NCE001");
            decidedElsewhere("lot-since", "l3", "S1NCE001");
            pass(controller);
            await().until(() -> stateOf(reservation) == PassState.INSIDE);
            assertThat(post("/v1/gates/check-out", TestIssuer.gate("lot-since", "exit-1"), "k1", """
                            {"lotId":"lot-since","gateId":"exit-1","plate":"S1NCE001"}""")
                            .at("/allowed")
                            .asBoolean())
                    .isTrue();
            CLOCK.advance(Duration.ofSeconds(4));

            post(camera, null, null, read("l3", "S1NCE001"));

            opensNothing(controller, "lot-since", "l3");
        }
    }

    @Test
    void opensForNobodyOnAPushThatWasHeldBackWhileItsCarDroveAway() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = entry("lot-held", controller);
            String reservation = booked("lot-held", "HE1D0001");
            Duration wrong = Duration.ofMinutes(3);
            post(camera, null, null, taken("h1", "N0B0DY01", CLOCK.instant().minus(wrong)));
            await().until(() -> lastDecision("lot-held", "entry-1", "reason").equals("UNKNOWN_PLATE"));

            Instant seen = CLOCK.instant();
            CLOCK.advance(Duration.ofSeconds(30));
            assertThat(post(camera, null, null, taken("h2", "HE1D0001", seen.minus(wrong)))
                            .status())
                    .isEqualTo(200);

            await().until(() -> isOnRecord("lot-held", "h2"));
            await().during(Duration.ofSeconds(1))
                    .until(() -> controller.writes().isEmpty());
            assertThat(stateOf(reservation)).isEqualTo(PassState.EXPECTED);
            post(camera, null, null, taken("h3", "HE1D0001", CLOCK.instant().minus(wrong)));
            await().until(() -> controller.writes().contains(OPENING));
        }
    }

    private static String taken(String eventId, String plate, Instant at) {
        return "{\"eventId\":\"%s\",\"plate\":\"%s\",\"confidence\":0.9,\"timestamp\":\"%s\"}"
                .formatted(eventId, plate, at);
    }

    /** Another instance was asked first, and its ruling is in the database. */
    private void decidedElsewhere(String lotId, String event, String plate) {
        String eventId = "camera:cam-%s:%s".formatted(lotId, event);
        Arrival arrival = new Arrival(
                lotId,
                new Plate(plate),
                new Arrival.Ticket.None(),
                1,
                0,
                Admission.EITHER,
                Set.of(),
                false,
                CLOCK.instant());
        assertThat(arriving.arrive(new Visit(eventId, eventId, "entry-1", Direction.ENTRY, arrival, false))
                        .allowed())
                .isTrue();
    }

    /** The push is on record, was decided, and the barrier was not told anything. */
    private void opensNothing(RelayController controller, String lotId, String event) {
        await().until(() -> isOnRecord(lotId, event));
        await().until(() -> getGates(lotId).at("/items/0/lastDecision/allowed").asBoolean());
        await().during(Duration.ofSeconds(1)).until(() -> controller.writes().isEmpty());
    }

    private boolean isOnRecord(String lotId, String event) {
        return jdbc.sql("select count(*) from camera_read where id = :id")
                        .param("id", "camera:cam-%s:%s".formatted(lotId, event))
                        .query(Integer.class)
                        .single()
                == 1;
    }
}
