package com.parkhold.gate.barrier.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.barrier.LoopChange;
import com.parkhold.gate.lane.BarrierSetup;
import com.parkhold.gate.lane.LoopInputs;
import com.parkhold.gate.lane.ReadFunction;
import com.parkhold.gate.lane.RegisterMap;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Controllers of every kind whose answers are garbled, side by side; then they are well again. */
class GarbledAnswersIT {

    private static final int COMMANDS = 6;
    private static final LoopInputs WIRED = new LoopInputs(0, 1, null, Set.of());

    @Test
    void seesNoCarInNonsenseAnswersEveryCommandAndRecovers() throws Exception {
        List<Lane> lanes = new ArrayList<>();
        try {
            lanes.add(new Lane(1, "advantech", null, null));
            lanes.add(new Lane(2, "advantech", ReadFunction.FC01, null));
            lanes.add(new Lane(3, "waveshare", null, null));
            lanes.add(new Lane(4, "came", null, null));
            lanes.add(new Lane(5, "register-driven", null, registers(ReadFunction.FC03)));
            lanes.add(new Lane(6, "register-driven", null, registers(ReadFunction.FC04)));
            for (int command = 0; command < COMMANDS; command++) {
                lanes.forEach(lane -> assertThat(lane.barrier.pulse()).isNotNull());
            }
            List<Integer> before =
                    lanes.stream().map(lane -> lane.controller.answers()).toList();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> lanes.stream()
                            .allMatch(lane -> lane.controller.answers() > before.get(lanes.indexOf(lane)) + 8));
            lanes.forEach(lane -> {
                assertThat(lane.changes).as(lane.name).isEmpty();
                assertThat(lane.barrier.status().isOccupied()).as(lane.name).isFalse();
            });

            lanes.forEach(lane -> lane.controller.heal());
            lanes.forEach(Lane::isWellAgain);
        } finally {
            for (Lane lane : lanes) {
                lane.close();
            }
        }
    }

    private static RegisterMap registers(ReadFunction inputs) {
        return new RegisterMap(
                new RegisterMap.Write(1, 7),
                new RegisterMap.Write(1, 0),
                null,
                new RegisterMap.Place(2, inputs),
                new RegisterMap.Position(5, inputs, Map.of("open", 16, "closed", 17)));
    }

    private static final class Lane implements AutoCloseable {
        final String name;
        final GarblingController controller;
        final Barrier barrier;
        final List<LoopChange> changes = new CopyOnWriteArrayList<>();

        Lane(long seed, String profile, @Nullable ReadFunction inputs, @Nullable RegisterMap registers)
                throws IOException {
            name = "%s %s by seed %d".formatted(profile, inputs, seed);
            controller = new GarblingController(seed);
            barrier = new ModbusBarriers(Clock.systemUTC())
                    .connect(
                            new BarrierSetup(
                                    profile,
                                    "127.0.0.1",
                                    controller.port(),
                                    1,
                                    2,
                                    null,
                                    null,
                                    Duration.ofMillis(100),
                                    WIRED,
                                    inputs,
                                    registers),
                            false);
            barrier.follow(changes::add);
        }

        /** Connected and watching over one line, and nothing was opened that nobody had asked for. */
        void isWellAgain() {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(barrier.status().connected()
                                    && barrier.status().watchedSince() != null)
                            .as(name)
                            .isTrue());
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(controller.lines())
                            .as("lines of %s", name)
                            .isEqualTo(1));
            assertThat(controller.commands()).as("commands to %s", name).isLessThanOrEqualTo(COMMANDS);
            assertThat(changes).as(name).isEmpty();
            assertThat(barrier.pulse()).as(name).isInstanceOf(Barrier.Driven.Done.class);
            assertThat(controller.commands()).as("commands to %s", name).isLessThanOrEqualTo(COMMANDS + 1);
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().equals("barrier 127.0.0.1:" + controller.port())))
                    .as("threads of %s", name)
                    .hasSize(1);
        }

        @Override
        public void close() throws IOException {
            barrier.close();
            controller.close();
        }
    }
}
