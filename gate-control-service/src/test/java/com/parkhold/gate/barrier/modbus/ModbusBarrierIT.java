package com.parkhold.gate.barrier.modbus;

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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ModbusBarrierIT {

    private static final int ON = 0xFF00;
    private static final int OFF = 0;

    @Test
    void flashesATimedRelay() throws Exception {
        try (RelayController controller = new RelayController();
                Barrier barrier = connected("waveshare", controller, Set.of())) {
            assertThat(barrier.pulse()).isInstanceOf(Barrier.Driven.Done.class);

            assertThat(controller.writes()).containsExactly(new Write(0x0202, 5));
        }
    }

    @Test
    void neverForgetsTheOffOfAPlainRelay() throws Exception {
        try (RelayController controller = new RelayController();
                Barrier barrier = connected("advantech", controller, Set.of())) {
            await().until(() -> controller.writes().contains(new Write(0x12, OFF)));
            controller.writes().clear();

            assertThat(barrier.pulse()).isInstanceOf(Barrier.Driven.Done.class);

            await().until(() -> controller.writes().equals(List.of(new Write(0x12, ON), new Write(0x12, OFF))));
        }
    }

    @Test
    void switchesARelayOffThatSomebodyLeftOnWhoDied() throws Exception {
        try (RelayController controller = new RelayController()) {
            Barrier dying = connected("wago", controller, Set.of());
            await().until(() -> controller.writes().contains(new Write(2, OFF)));
            dying.pulse();
            dying.close();
            controller.writes().clear();

            try (Barrier next = connected("wago", controller, Set.of())) {
                await().until(() -> controller.writes().equals(List.of(new Write(2, OFF))));
                await().until(() -> next.isLifting().equals(Optional.of(false)));
            }
        }
    }

    @Test
    void doesNotBelieveARelayThatFollowsItsInput() throws Exception {
        try (RelayController controller = new RelayController()) {
            controller.register(0x1002, 1);
            try (Barrier barrier = connected("waveshare", controller, Set.of())) {
                assertThat(barrier.pulse())
                        .isEqualTo(new Barrier.Driven.Failed(
                                "the relay is set to follow its input, and ignores commands"));
                assertThat(controller.writes()).isEmpty();

                controller.register(0x1002, 0);
                assertThat(barrier.pulse()).isInstanceOf(Barrier.Driven.Done.class);
            }
        }
    }

    @Test
    void stopsAnArmThatItClosesWhereACarDrivesUnderIt() throws Exception {
        try (RelayController controller = new RelayController();
                Barrier barrier = connected(closingBy(controller, 3).stoppedBy(4))) {
            await().until(() -> barrier.status().loops().containsKey(Loop.SAFETY));
            assertThat(barrier.lower()).isInstanceOf(Barrier.Driven.Done.class);
            await().until(() -> controller.writes().contains(new Write(3, OFF)));
            assertThat(controller.writes()).doesNotContain(new Write(4, ON));

            controller.input(1, true);

            await().until(() -> controller.writes().contains(new Write(4, OFF)));
            assertThat(controller.writes()).containsOnlyOnce(new Write(4, ON));
            assertThat(barrier.lower()).isEqualTo(new Barrier.Driven.Failed("a loop is occupied"));
        }
    }

    private static BarrierSetup closingBy(RelayController controller, int closeCoil) {
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
    void failsAtOnceWhereNobodyAnswers() throws Exception {
        RelayController controller = new RelayController();
        try (Barrier barrier = connected("waveshare", controller, Set.of())) {
            controller.close();

            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(barrier.pulse()).isInstanceOf(Barrier.Driven.Failed.class));
        }
    }

    @Test
    void saysAgainThatItStaysOpenWhenTheControllerComesBack() throws Exception {
        RelayController controller = new RelayController();
        try (Barrier barrier = connected("waveshare", controller, Set.of())) {
            assertThat(barrier.keepOpen()).isInstanceOf(Barrier.Driven.Done.class);
            controller.close();
            await().until(() -> !barrier.status().connected());

            try (RelayController back = new RelayController(controller.port())) {
                await().atMost(Duration.ofSeconds(15))
                        .until(() -> back.writes().equals(List.of(new RelayController.Write(2, 0xFF00))));
            }
        }
    }

    @Test
    void sharesOneConnectionAmongTheLanesOfAController() throws Exception {
        try (RelayController controller = new RelayController()) {
            ModbusBarriers barriers = new ModbusBarriers(Clock.systemUTC());
            try (Barrier first = barriers.connect(setup("waveshare", controller, 2, Set.of()))) {
                try (Barrier second = barriers.connect(setup("waveshare", controller, 3, Set.of()))) {
                    await().until(() ->
                            first.status().connected() && second.status().connected());
                    assertThat(first.pulse()).isInstanceOf(Barrier.Driven.Done.class);
                    assertThat(second.pulse()).isInstanceOf(Barrier.Driven.Done.class);
                }
                assertThat(first.pulse()).as("the other lane has let go").isInstanceOf(Barrier.Driven.Done.class);
            }

            assertThat(controller.connections()).isEqualTo(1);
            assertThat(controller.writes())
                    .extracting(RelayController.Write::address)
                    .containsExactly(0x0202, 0x0203, 0x0202);
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

    @Test
    void knowsWhatItDoesNotKnow() throws Exception {
        try (RelayController controller = new RelayController();
                Barrier barrier = connected("waveshare", controller, Set.of())) {
            await().atMost(Duration.ofSeconds(10)).until(() -> isUnknownWhileMute(controller, barrier));

            await().atMost(Duration.ofSeconds(10)).until(() -> barrier.pulse() instanceof Barrier.Driven.Done);
        }
    }

    /** The poll of the loops may meet the silence first: then the command is not sent at all, which is known. */
    private static boolean isUnknownWhileMute(RelayController controller, Barrier barrier) {
        await().until(() -> barrier.status().connected());
        controller.mute(true);
        Barrier.Driven driven = barrier.pulse();
        controller.mute(false);
        assertThat(driven).isNotInstanceOf(Barrier.Driven.Done.class);
        return driven instanceof Barrier.Driven.Unknown;
    }

    private static Barrier connected(BarrierSetup setup) {
        Barrier barrier = new ModbusBarriers(Clock.systemUTC()).connect(setup);
        await().until(() -> barrier.status().connected());
        return barrier;
    }

    private static Barrier connected(String profile, RelayController controller, Set<Integer> normallyClosed) {
        Barrier barrier = new ModbusBarriers(Clock.systemUTC()).connect(setup(profile, controller, 2, normallyClosed));
        await().until(() -> barrier.status().connected());
        return barrier;
    }

    private static BarrierSetup setup(
            String profile, RelayController controller, int openCoil, Set<Integer> normallyClosed) {
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
