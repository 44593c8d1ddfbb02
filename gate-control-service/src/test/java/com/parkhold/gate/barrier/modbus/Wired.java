package com.parkhold.gate.barrier.modbus;

import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.lane.BarrierSetup;
import com.parkhold.gate.lane.LoopInputs;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** Barriers as they are wired to a {@link RelayController}. */
final class Wired {

    private Wired() {}

    static BarrierSetup closingBy(RelayController controller, int closeCoil) {
        return new BarrierSetup(
                "generic",
                "127.0.0.1",
                controller.port(),
                1,
                2,
                closeCoil,
                Duration.ofMillis(500),
                new LoopInputs(0, 1, null, Set.of()));
    }

    /** The same barrier with a relay that stops its arm. */
    static BarrierSetup stoppedBy(int coil, BarrierSetup setup) {
        return new BarrierSetup(
                setup.profile(),
                setup.host(),
                setup.port(),
                setup.unitId(),
                setup.openCoil(),
                setup.closeCoil(),
                coil,
                setup.pulse(),
                setup.loopInputs(),
                setup.inputFunction(),
                setup.registers());
    }

    static Barrier connected(BarrierSetup setup) {
        Barrier barrier = new ModbusBarriers(Clock.systemUTC()).connect(setup, false);
        await().until(() -> barrier.status().connected());
        return barrier;
    }

    static Barrier connected(String profile, RelayController controller, Set<Integer> normallyClosed) {
        Barrier barrier =
                new ModbusBarriers(Clock.systemUTC()).connect(setup(profile, controller, 2, normallyClosed), false);
        await().until(() -> barrier.status().connected());
        return barrier;
    }

    static BarrierSetup setup(String profile, RelayController controller, int openCoil, Set<Integer> normallyClosed) {
        return new BarrierSetup(
                profile,
                "127.0.0.1",
                controller.port(),
                1,
                openCoil,
                null,
                Duration.ofMillis(500),
                new LoopInputs(0, 1, null, normallyClosed));
    }
}
