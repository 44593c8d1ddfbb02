package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.pass.PassState;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Cars that were let through and do not pass, or are not seen to. */
class HeldUpCarsIT extends RunningLanes {

    @Test
    void opensAgainForACarThatStandsBeforeAnArmThatTookTheCommandAndThenGivesItsPassBack() throws Exception {
        try (RelayController controller = new RelayController()) {
            gate("lot-still", "entry-1", "ENTRY", null, null);
            String camera = lane(
                    "lot-still",
                    "exit-1",
                    controller,
                    "\"profile\":\"waveshare\",\"loopInputs\":{\"passage\":0,\"arming\":1}");
            String reservation = booked("lot-still", "ST1LL123");
            checkIn("lot-still", "entry-1", "ST1LL123", "still-1");
            controller.input(1, true);
            await().until(() -> isShown("lot-still", "exit-1", "inputs/ARMING"));
            post(camera, null, null, read("s1", "ST1LL123"));
            await().until(() -> controller.writes().size() == 1);
            await().until(() -> stateOf(reservation) == PassState.LEAVING);

            awaitAdvancing(() -> controller.writes().size() == 2);
            awaitAdvancing(() -> exceptions("lot-still").contains("BARRIER_FAILED"));
            assertThat(controller.writes()).containsExactly(OPENING, OPENING);
            await().until(() -> stateOf(reservation) == PassState.INSIDE);

            post(camera, null, null, read("s2", "ST1LL123"));
            await().until(() -> controller.writes().size() == 3);
            controller.input(1, false);
            pass(controller);
            await().until(() -> stateOf(reservation) == PassState.OUT);
            assertThat(outbox(reservation)).containsExactly("VehicleEntered", "VehicleExited");
        }
    }

    @Test
    void takesNoPassBackOfTheSecondOfTwoCarsWhereTheFirstPassedUnseen() throws Exception {
        RelayController gone = new RelayController();
        String camera = entry("lot-gap", gone);
        String first = booked("lot-gap", "GAP11111");
        String second = booked("lot-gap", "GAP22222");
        post(camera, null, null, read("g1", "GAP11111"));
        await().until(() -> gone.writes().contains(OPENING));
        await().until(() -> stateOf(first) == PassState.ADMITTED);
        gone.close();
        await().until(() -> !isShown("lot-gap", "entry-1", "connected"));
        CLOCK.advance(Duration.ofSeconds(2));
        try (RelayController back = new RelayController(gone.port())) {
            awaitConnected("lot-gap", 1);
            post(camera, null, null, read("g2", "GAP22222"));
            await().until(() -> back.writes().contains(OPENING));
            await().until(() -> stateOf(second) == PassState.ADMITTED);

            pass(back);
            await().until(() -> stateOf(first) == PassState.INSIDE);

            awaitAdvancing(() -> exceptions("lot-gap").contains("ENTRY_UNCONFIRMED"));
            assertThat(stateOf(second)).isEqualTo(PassState.INSIDE);
            assertThat(outbox(second)).containsExactly("VehicleEntered");
        }
    }

    @Test
    void opensForACarThatTurnedBackAndComesAgain() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = entry("lot-again", controller);
            String reservation = booked("lot-again", "AGA1N123");
            post(camera, null, null, read("a1", "AGA1N123"));
            await().until(() -> stateOf(reservation) == PassState.ADMITTED);
            await().until(() -> controller.writes().size() == 1);
            CLOCK.advance(Duration.ofSeconds(12));

            post(camera, null, null, read("a2", "AGA1N123"));

            await().until(() -> controller.writes().size() == 2);
            await().until(() -> stateOf(reservation) == PassState.ADMITTED);
            pass(controller);
            await().until(() -> stateOf(reservation) == PassState.INSIDE);
            assertThat(outbox(reservation)).containsExactly("EntryVoided", "VehicleEntered");
            assertThat(exceptions("lot-again")).isEmpty();
        }
    }

    @Test
    void countsACarAsThroughWhereNobodyConfirmedItsOpeningAndNoLoopCouldBeSeen() throws Exception {
        RelayController controller = new RelayController();
        String camera = entry("lot-dark", controller);
        String reservation = booked("lot-dark", "DARK1234");
        controller.mute(true);
        post(camera, null, null, read("k1", "DARK1234"));
        await().atMost(Duration.ofSeconds(15))
                .until(() -> exceptions("lot-dark").contains("BARRIER_FAILED"));
        controller.close();
        await().until(() -> !isShown("lot-dark", "entry-1", "connected"));

        awaitAdvancing(() -> exceptions("lot-dark").contains("ENTRY_UNCONFIRMED"));

        await().until(() -> stateOf(reservation) == PassState.INSIDE);
        assertThat(outbox(reservation)).containsExactly("EntryVoided", "VehicleEntered");
    }

    /** Seconds pass one by one, as fast as they may. */
    private static void awaitAdvancing(Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    CLOCK.advance(Duration.ofSeconds(1));
                    return condition.call();
                });
    }
}
