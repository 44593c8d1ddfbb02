package com.parkhold.gate.barrier.modbus;

import static com.parkhold.gate.barrier.modbus.Wired.connected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.Arm;
import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.barrier.Loop;
import com.parkhold.gate.barrier.LoopChange;
import com.parkhold.gate.barrier.modbus.RelayController.Write;
import com.parkhold.gate.lane.BarrierSetup;
import com.parkhold.gate.lane.LoopInputs;
import com.parkhold.gate.lane.ReadFunction;
import com.parkhold.gate.lane.RegisterMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a controller tells of its arm and its loops. */
class ArmAndLoopsIT {

    private static final int ON = 0xFF00;

    @Test
    void tellsOfLoopsOnceEach() throws Exception {
        List<LoopChange> changes = new CopyOnWriteArrayList<>();
        try (RelayController controller = new RelayController();
                Barrier barrier = connected("waveshare", controller, Set.of(1))) {
            barrier.follow(changes::add);
            await().until(() -> barrier.status().loops().containsKey(Loop.SAFETY));
            assertThat(barrier.status().loops()).containsEntry(Loop.SAFETY, true);

            controller.input(1, true);
            controller.input(0, true);
            await().until(() -> barrier.status().loops().get(Loop.PASSAGE));
            controller.input(0, false);
            await().until(() -> !barrier.status().isOccupied());

            assertThat(changes.stream().filter(change -> change.loop() == Loop.PASSAGE))
                    .extracting(LoopChange::occupied)
                    .containsExactly(true, false);
        }
    }

    @Test
    void drivesAndReadsRegistersAsTheDocumentNamesThem() throws Exception {
        RegisterMap map = new RegisterMap(
                new RegisterMap.Write(10, 1),
                new RegisterMap.Write(10, 0),
                new RegisterMap.Write(11, 7),
                new RegisterMap.Place(20, null),
                new RegisterMap.Position(21, ReadFunction.FC03, Map.of("open", 3, "closed", 4)));
        try (RelayController controller = new RelayController()) {
            controller.register(20, 0);
            controller.register(21, 4);
            controller.register(10, 0);
            try (Barrier barrier = connected(new BarrierSetup(
                    "register-driven",
                    "127.0.0.1",
                    controller.port(),
                    1,
                    0,
                    null,
                    null,
                    Duration.ofMillis(300),
                    new LoopInputs(9, 1, null, Set.of(1)),
                    null,
                    map))) {
                await().until(() -> barrier.status().arm() == Arm.CLOSED);
                await().until(() -> barrier.status().loops().equals(Map.of(Loop.PASSAGE, false, Loop.SAFETY, true)));
                controller.register(20, 1 << 9 | 1 << 1);
                await().until(() -> barrier.status().loops().equals(Map.of(Loop.PASSAGE, true, Loop.SAFETY, false)));
                controller.writes().clear();

                assertThat(barrier.pulse()).isInstanceOf(Barrier.Driven.Done.class);
                assertThat(barrier.isLifting()).contains(true);
                await().until(() -> controller.writes().equals(List.of(new Write(10, 1), new Write(10, 0))));
                assertThat(barrier.isLifting()).contains(false);
                controller.register(21, 3);
                await().until(() -> barrier.status().arm() == Arm.OPEN);

                assertThat(barrier.lower()).as("a car stands there").isInstanceOf(Barrier.Driven.Failed.class);
                controller.register(20, 1 << 1);
                await().until(() -> !barrier.status().isOccupied());
                assertThat(barrier.lower()).isInstanceOf(Barrier.Driven.Done.class);
                assertThat(controller.writes()).contains(new Write(11, 7));
            }
        }
    }

    @Test
    void readsWhereTheArmOfACameIsAndTellsItAgainToStayOpen() throws Exception {
        try (RelayController controller = new RelayController()) {
            controller.register(100, 17);
            try (Barrier barrier = connected("came", controller, Set.of())) {
                await().until(() -> barrier.status().arm() == Arm.CLOSED);
                controller.register(100, 32);
                await().until(() -> barrier.status().arm() == Arm.OPENING);
                controller.register(100, 3);
                await().until(() -> barrier.status().arm() == Arm.UNKNOWN);
                controller.writes().clear();

                assertThat(barrier.keepOpen()).isInstanceOf(Barrier.Driven.Done.class);
                controller.register(100, 33);

                await().until(() -> controller.writes().size() >= 2);
                assertThat(controller.writes()).containsOnly(new Write(2, ON));
            }
        }
    }

    @Test
    void livesWithoutAPositionThatIsNotTold() throws Exception {
        try (RelayController controller = new RelayController();
                Barrier barrier = connected("came", controller, Set.of())) {
            await().during(Duration.ofMillis(600)).until(() -> barrier.status().connected());

            assertThat(barrier.status().arm()).isNull();
            assertThat(controller.connections()).isEqualTo(1);
        }
    }

    @Test
    void readsLimitSwitches() throws Exception {
        try (RelayController controller = new RelayController();
                Barrier barrier = connected(new BarrierSetup(
                        "generic",
                        "127.0.0.1",
                        controller.port(),
                        1,
                        0,
                        null,
                        Duration.ofMillis(500),
                        new LoopInputs(0, null, null, Set.of(4), 3, 4)))) {
            controller.input(4, true);
            controller.input(3, true);
            await().until(() -> barrier.status().arm() == Arm.OPEN);

            controller.input(4, false);
            controller.input(3, false);
            await().until(() -> barrier.status().arm() == Arm.CLOSED);
        }
    }
}
