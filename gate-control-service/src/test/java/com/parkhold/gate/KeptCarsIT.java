package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.pass.PassState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A car that is kept until it has paid, while its camera reads other plates. */
class KeptCarsIT extends OwingCars {

    @Test
    void letsOutTheCarThatPaidThoughAnotherPlateWasReadMeanwhile() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = exit("lot-misread", controller);
            String reservation = kept("lot-misread", camera, "ABC1234");

            readBesides("lot-misread", camera, "m1", "ABC123");

            NEIGHBOURS.settling(reservation, paid(900));
            await().until(() -> controller.writes().contains(OPENING));
            pass(controller);
            await().until(() -> stateOf(reservation) == PassState.OUT);
            await().until(() -> lastDecision("lot-misread", "exit-1", "reason").equals("NOT_INSIDE"));
        }
    }

    @Test
    void letsAnOperatorOpenForTheKeptCarThoughAnotherPlateWasReadMeanwhile() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = exit("lot-mishand", controller);
            String reservation = kept("lot-mishand", camera, "ABC2345");
            readBesides("lot-mishand", camera, "m2", "ABC234");

            assertThat(byHand("lot-mishand", "exit-1", "OPEN").status()).isEqualTo(200);

            await().until(() -> stateOf(reservation) == PassState.LEAVING);
            pass(controller);
            await().until(() -> stateOf(reservation) == PassState.OUT);
        }
    }

    @Test
    void opensForAPaidCarOnlyOnceTheKeptOneBeforeItHasGone() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = lane(
                    "lot-behind",
                    "exit-1",
                    controller,
                    "\"profile\":\"waveshare\",\"loopInputs\":{\"passage\":0,\"arming\":1}");
            String reservation = kept("lot-behind", camera, "ABC3456");
            String behind = booked("lot-behind", "BEH1ND01");
            checkIn("lot-behind", "aside", "BEH1ND01", "behind");
            NEIGHBOURS.settling(behind, paid(0));
            controller.input(1, true);
            await().until(() -> isShown("lot-behind", "exit-1", "inputs/ARMING"));

            readBesides("lot-behind", camera, "m3", "BEH1ND01");
            assertThat(controller.writes()).isEmpty();
            assertThat(stateOf(behind)).isEqualTo(PassState.INSIDE);
            NEIGHBOURS.settling(reservation, paid(900));
            await().until(() -> controller.writes().size() == 1);
            controller.input(1, false);
            pass(controller);
            await().until(() -> stateOf(reservation) == PassState.OUT);
            assertThat(controller.writes()).hasSize(1);
            controller.input(1, true);

            await().until(() -> controller.writes().size() == 2);
            pass(controller);
            await().until(() -> stateOf(behind) == PassState.OUT);
            assertThat(exceptions("lot-behind")).isEmpty();
        }
    }

    /** What is read is on record, and changes nothing for the car that is kept. */
    private void readBesides(String lotId, String camera, String eventId, String plate) {
        assertThat(post(camera, null, null, read(eventId, plate)).status()).isEqualTo(200);
        await().until(() -> jdbc.sql("select count(*) from camera_read where id = :id")
                        .param("id", "camera:cam-%s:%s".formatted(lotId, eventId))
                        .query(Integer.class)
                        .single()
                == 1);
        await().during(Duration.ofSeconds(1))
                .until(() -> lastDecision(lotId, "exit-1", "reason").equals("PAYMENT_DUE"));
    }
}
