package com.parkhold.gate.barrier.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.barrier.LoopChange;
import com.parkhold.gate.lane.BarrierSetup;
import com.parkhold.gate.lane.LoopInputs;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GarbledAnswersIT {

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void seesNoCarInNonsenseAndAnswersEveryCommand(long seed) throws Exception {
        List<LoopChange> changes = new CopyOnWriteArrayList<>();
        try (GarblingController controller = new GarblingController(seed);
                Barrier barrier = new ModbusBarriers(Clock.systemUTC()).connect(setup(controller), false)) {
            barrier.follow(changes::add);
            for (int command = 0; command < 6; command++) {
                assertThat(barrier.pulse()).isNotNull();
            }
            int before = controller.answers();

            await().atMost(Duration.ofSeconds(20)).until(() -> controller.answers() > before + 8);

            assertThat(changes).isEmpty();
            assertThat(barrier.status().isOccupied()).isFalse();
        }
    }

    private static BarrierSetup setup(GarblingController controller) {
        return new BarrierSetup(
                "advantech",
                "127.0.0.1",
                controller.port(),
                1,
                2,
                null,
                Duration.ofMillis(100),
                new LoopInputs(0, 1, null, Set.of()));
    }
}
