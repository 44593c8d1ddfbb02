package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.pass.PassState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Cars that an exit does not let go, and that are not kept in for it. */
class SecondExitIT extends RunningLanes {

    @Test
    void letsACarOutAtAnotherExitThatWasLetOutAtOneAndDidNotPass() throws Exception {
        try (RelayController first = new RelayController();
                RelayController second = new RelayController()) {
            gate("lot-lanes", "entry-1", "ENTRY", null, null);
            String stuck = camera("lot-lanes", "exit-1", "EXIT", "cam-lanes-1", first);
            String free = camera("lot-lanes", "exit-2", "EXIT", "cam-lanes-2", second);
            awaitConnected("lot-lanes", "exit-1");
            awaitConnected("lot-lanes", "exit-2");
            String reservation = booked("lot-lanes", "LANES123");
            checkIn("lot-lanes", "entry-1", "LANES123", "lanes-1");
            post(stuck, null, null, read("l1", "LANES123"));
            await().until(() -> first.writes().contains(OPENING));

            post(free, null, null, read("l2", "LANES123"));

            await().until(() -> second.writes().contains(OPENING));
            pass(second);
            await().until(() -> stateOf(reservation) == PassState.OUT);
            CLOCK.advance(Duration.ofSeconds(21));
            pass(first);
            await().until(() -> exceptions("lot-lanes").contains("FORCED_BARRIER"));
            assertThat(exceptions("lot-lanes"))
                    .as("nobody is expected at the first any more, or held to have backed out there")
                    .containsExactly("FORCED_BARRIER");
            assertThat(outbox(reservation)).containsExactly("VehicleEntered", "VehicleExited");
        }
    }

    @Test
    void letsACarOutAgainForAWhileThatCountedAsOutWhereNobodyCouldSeeIt() throws Exception {
        try (RelayController blind = new RelayController();
                RelayController other = new RelayController()) {
            gate("lot-noloop", "entry-1", "ENTRY", null, null);
            String camera = lane("lot-noloop", "exit-1", blind, "\"profile\":\"waveshare\"");
            String elsewhere = camera("lot-noloop", "exit-2", "EXIT", "cam-noloop-2", other);
            awaitConnected("lot-noloop", "exit-2");
            String reservation = booked("lot-noloop", "N0L00P12");
            checkIn("lot-noloop", "entry-1", "N0L00P12", "noloop-1");
            post(camera, null, null, read("n1", "N0L00P12"));
            await().until(() -> blind.writes().contains(OPENING));
            await().until(() -> stateOf(reservation) == PassState.OUT);

            CLOCK.advance(Duration.ofMinutes(9));
            post(elsewhere, null, null, read("n2", "N0L00P12"));
            await().until(() -> other.writes().contains(OPENING));
            await().until(() -> exceptions("lot-noloop").contains("LATE_EXIT"));
            CLOCK.advance(Duration.ofMinutes(2));
            post(camera, null, null, read("n3", "N0L00P12"));

            await().until(() -> lastDecision("lot-noloop", "exit-1", "reason").equals("ALREADY_LEFT"));
            assertThat(outbox(reservation)).containsExactly("VehicleEntered", "VehicleExited");
        }
    }

    @Test
    void letsACarOutThatStandsThereOnceItsEntryIsTold() throws Exception {
        try (RelayController controller = new RelayController()) {
            gate("lot-late-in", "entry-1", "ENTRY", null, null);
            String camera = lane(
                    "lot-late-in",
                    "exit-1",
                    controller,
                    "\"profile\":\"waveshare\",\"loopInputs\":{\"passage\":0,\"arming\":1}");
            String reservation = booked("lot-late-in", "LATE1N12");
            controller.input(1, true);
            await().until(() -> isShown("lot-late-in", "exit-1", "inputs/ARMING"));
            post(camera, null, null, read("i1", "LATE1N12"));
            await().until(() -> lastDecision("lot-late-in", "exit-1", "reason").equals("NOT_INSIDE"));

            checkIn("lot-late-in", "entry-1", "LATE1N12", "late-in-1");

            await().until(() -> controller.writes().contains(OPENING));
            assertThat(stateOf(reservation)).isEqualTo(PassState.LEAVING);
        }
    }
}
