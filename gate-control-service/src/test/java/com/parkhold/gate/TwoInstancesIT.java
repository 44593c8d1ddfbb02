package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.barrier.modbus.RelayController.Write;
import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.keeping.Keeping;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassState;
import com.parkhold.testing.TestIssuer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Instances that serve the same lanes: whichever is asked, one of them drives, watches and counts. */
class TwoInstancesIT extends RunningInstances {

    private final Instant now = Clock.systemUTC().instant();

    @Test
    void letsOneOfThemOpenAndCountWhicheverTheCameraAsks() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = lane(one, "lot-t1", "ENTRY", controller);
            Pass pass = expect(pass("lot-t1", "TWO1", now));

            assertThat(push(other, camera, "t1", "TWO1")).isEqualTo(200);
            await().until(() -> controller.writes().contains(OPENING));
            RunningGate.pass(controller);

            await().until(() -> stateOf(pass) == PassState.INSIDE);
            await().until(() -> passagesIn("lot-t1") == 1);
            await().during(Duration.ofSeconds(1)).until(() -> passagesIn("lot-t1") == 1);
            assertThat(exceptionsIn("lot-t1")).isZero();
            assertThat(controller.writes()).containsExactly(OPENING);
            assertThat(controller.connections()).isEqualTo(1);
        }
    }

    @Test
    void leavesItsCarsToTheNextKeeper() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = lane(one, "lot-t8", "ENTRY", controller);
            push(one, camera, "t8", "TWO8");
            await().until(() -> gates("lot-t8").contains("UNKNOWN_PLATE"));

            other.bean(Keeping.class).take("lot-t8");
            await().until(() -> one.bean(Keeping.class).elsewhere("lot-t8").isPresent());
            await().until(() -> gates("lot-t8").contains("\"connected\":true"));
            Pass pass = expect(pass("lot-t8", "TWO8", now));

            await().during(Duration.ofSeconds(2)).until(() -> stateOf(pass) == PassState.EXPECTED);
            assertThat(exceptionsIn("lot-t8")).isZero();
            push(one, camera, "t8-again", "TWO8");
            await().until(() -> controller.writes().contains(OPENING));
        }
    }

    @Test
    void takesNoLotForWhoeverSaysThatItWasHandedOver() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = lane(one, "lot-t7", "ENTRY", controller);

            assertThat(other.ask("POST", camera, null, RunningGate.read("t7", "TWO7"), "X-Parkhold-Handed-Over")
                            .status())
                    .isEqualTo(421);

            assertThat(other.bean(Keeping.class).elsewhere("lot-t7")).isPresent();
            assertThat(one.bean(Keeping.class).keeps("lot-t7")).isTrue();
        }
    }

    @Test
    void takesNoLotForWhoeverIsNotKnown() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = lane(one, "lot-tb", "ENTRY", controller);
            Pass pass = expect(pass("lot-tb", "TWOB", now));
            sayThatNobodyAnswersFor("lot-tb");
            String open = "/v1/operator/lots/lot-tb/gates/gate-1/override";
            String push = camera.replaceFirst("[?].*", "");

            assertThat(other.ask("POST", push, "x", RunningGate.read("tb1", "TWOB"))
                            .status())
                    .isEqualTo(401);
            assertThat(other.ask("POST", push, TestIssuer.driver("alice"), RunningGate.read("tb2", "TWOB"))
                            .status())
                    .isEqualTo(401);
            assertThat(other.ask("POST", open, null, "{}").status()).isEqualTo(401);
            assertThat(other.ask("POST", open, TestIssuer.operator("otto", "lot-x"), "{}")
                            .status())
                    .isEqualTo(403);
            assertThat(other.bean(Keeping.class).elsewhere("lot-tb")).contains("http://127.0.0.1:1");

            assertThat(push(other, camera, "tb3", "TWOB")).isEqualTo(200);
            await().until(() -> other.bean(Keeping.class).keeps("lot-tb"));
            await().until(() -> stateOf(pass) == PassState.ADMITTED);
        }
    }

    private void sayThatNobodyAnswersFor(String lotId) {
        one.bean(JdbcClient.class)
                .sql(
                        "update lot_keeper set keeper = 'http://127.0.0.1:1', until = now() + interval '1 hour' where lot_id = :lot")
                .param("lot", lotId)
                .update();
        await().until(() -> List.of(one, other).stream()
                .allMatch(gate -> gate.bean(Keeping.class)
                        .elsewhere(lotId)
                        .filter("http://127.0.0.1:1"::equals)
                        .isPresent()));
    }

    @Test
    void readsNoMoreOfAnOperatorsRequestThanOneMayHave() throws Exception {
        try (RelayController controller = new RelayController()) {
            lane(one, "lot-t9", "ENTRY", controller);

            RunningGate.Answer answer = other.ask(
                    "PUT", "/v1/operator/lots/lot-t9/gates/gate-1", TestIssuer.admin(), "x".repeat(1024 * 1024 + 1));

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.at("/code").asString()).isEqualTo("CONTENT_TOO_LARGE");
            assertThat(other.ask(
                                    "PUT",
                                    "/v1/operator/lots/lot-t9/gates/gate-1",
                                    TestIssuer.admin(),
                                    "x".repeat(1024 * 1024))
                            .status())
                    .isEqualTo(400);
            assertThat(other.ask("PUT", "/v1/operator/lots/lot-t9/gates/gate-1", null, "x".repeat(1024 * 1024))
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void doesNotKeepOpenWhatTheOtherCouldNotKeepOpen() throws Exception {
        try (RelayController controller = new RelayController()) {
            lane(one, "lot-ta", "EXIT", controller);
            controller.mute(true);
            assertThat(other.ask(
                                    "POST",
                                    "/v1/operator/lots/lot-ta/gates/gate-1/override",
                                    TestIssuer.operator("olga", "lot-ta"),
                                    "{\"action\":\"KEEP_OPEN\",\"reason\":\"fire\"}")
                            .status())
                    .isEqualTo(503);
            controller.mute(false);
            await().until(() -> count("select count(*) from gate_event where lot_id = :lot", "lot-ta") == 2);
            await().until(() -> gates("lot-ta").contains("\"connected\":true"));
            controller.writes().clear();

            other.bean(Keeping.class).take("lot-ta");

            await().until(() -> one.bean(Keeping.class).elsewhere("lot-ta").isPresent());
            await().until(() -> controller.connections() > 1);
            await().during(Duration.ofSeconds(2))
                    .until(() -> !controller.writes().contains(new Write(0, 0xFF00))
                            && gates("lot-ta").contains("\"keptOpen\":false"));
        }
    }

    @Test
    void opensForTheCarThatIsKeptByTheOther() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = lane(one, "lot-t2", "EXIT", controller);
            Pass pass = expect(pass("lot-t2", "TWO2", now.minus(Duration.ofHours(4))));
            one.arrive("in-t2", pass, Direction.ENTRY, now.minus(Duration.ofHours(4)));
            NEIGHBOURS.settling(pass.reservationId(), OwingCars.due(900));
            push(one, camera, "t2", "TWO2");
            await().until(() -> gates("lot-t2").contains("PAYMENT_DUE"));

            assertThat(other.ask(
                                    "POST",
                                    "/v1/operator/lots/lot-t2/gates/gate-1/override",
                                    TestIssuer.operator("olga", "lot-t2"),
                                    "{\"action\":\"OPEN\",\"reason\":\"his card is broken\"}")
                            .status())
                    .isEqualTo(200);

            assertThat(controller.writes()).containsExactly(OPENING);
            await().until(() -> stateOf(pass) == PassState.LEAVING);
            RunningGate.pass(controller);
            await().until(() -> stateOf(pass) == PassState.OUT);
        }
    }

    @Test
    void takesALotOverThatItsKeeperCanStoreNothingFor() throws Exception {
        try (RelayController controller = new RelayController()) {
            GateInstance full = instance("full");
            String camera = lane(full, "lot-tc", "ENTRY", controller);
            Pass pass = expect(pass("lot-tc", "TWOC", now));
            await().until(() -> remembered(other, pass).state() == PassState.EXPECTED);
            full.bean(Journal.class).close();
            LINE.pause();
            try {
                assertThat(push(other, camera, "tc", "TWOC")).isEqualTo(200);
                await().until(() -> controller.writes().contains(OPENING));
            } finally {
                LINE.resume();
                full.close();
            }
            assertThat(other.bean(Keeping.class).keeps("lot-tc")).isTrue();
            await().until(() -> stateOf(pass) == PassState.ADMITTED);
        }
    }

    @Test
    void liftsItsArmForAGateClientThatAsksTheOther() throws Exception {
        try (RelayController controller = new RelayController()) {
            lane(one, "lot-td", "ENTRY", controller);
            Pass pass = expect(pass("lot-td", "TWOD", now));

            assertThat(checkIn("lot-td", "TWOD").at("/allowed").asBoolean()).isTrue();
            await().until(() -> controller.writes().contains(OPENING));
            assertThat(stateOf(pass)).isEqualTo(PassState.INSIDE);
            assertThat(checkIn("lot-td", "TWOD").at("/allowed").asBoolean()).isTrue();
            RunningGate.pass(controller);

            await().until(() -> passagesIn("lot-td") == 1);
            assertThat(count("select sum(delta) from passage_count where lot_id = :lot", "lot-td"))
                    .isEqualTo(1);
            assertThat(exceptionsIn("lot-td")).isZero();
            assertThat(controller.writes()).containsExactly(OPENING);
            assertThat(controller.connections()).isEqualTo(1);
        }
    }

    @Test
    void liftsAnArmThatNobodyKeepsAnyMoreForAGateClient() throws Exception {
        try (RelayController controller = new RelayController()) {
            lane(one, "lot-te", "ENTRY", controller);
            expect(pass("lot-te", "TWOE", now));
            sayThatNobodyAnswersFor("lot-te");

            assertThat(checkIn("lot-te", "TWOE").at("/allowed").asBoolean()).isTrue();

            await().until(() -> controller.writes().contains(OPENING));
            assertThat(other.bean(Keeping.class).keeps("lot-te")).isTrue();
        }
    }

    private RunningGate.Answer checkIn(String lotId, String plate) {
        return other.ask(
                "POST",
                "/v1/gates/check-in",
                TestIssuer.gate(lotId, "gate-1"),
                "{\"lotId\":\"%s\",\"gateId\":\"gate-1\",\"plate\":\"%s\",\"eventId\":\"k1\"}".formatted(lotId, plate));
    }

    @Test
    void opensForNobodyAtALaneThatIsBeingTriedOut() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = lane(one, "lot-t3", "ENTRY", controller);
            expect(pass("lot-t3", "TWO3", now));
            String test = "/v1/operator/lots/lot-t3/gates/gate-1/commissioning";

            assertThat(other.ask("POST", test, TestIssuer.admin(), "{\"driveOver\":\"PT20S\"}")
                            .status())
                    .isEqualTo(202);

            assertThat(List.of(one, other))
                    .allSatisfy(gate -> assertThat(gate.ask("GET", test, TestIssuer.admin(), null)
                                    .body())
                            .contains("RUNNING"));
            push(other, camera, "t3", "TWO3");
            await().until(() -> gates("lot-t3").contains("NOT_IN_SERVICE"));
        }
    }

    @Test
    void takesALotOverThoughTheDatabaseHangsAndKnowsWhoWasLetThroughBefore() throws Exception {
        try (RelayController atFour = new RelayController();
                RelayController atFive = new RelayController();
                RelayController atSix = new RelayController()) {
            GateInstance third = instance("third");
            String four = lane(third, "lot-t4", "ENTRY", atFour);
            String five = lane(third, "lot-t5", "ENTRY", atFive);
            expect(pass("lot-t4", "TWO4", now));
            String six = lane(third, "lot-t6", "EXIT", atSix);
            assertThat(other.ask(
                                    "POST",
                                    "/v1/operator/lots/lot-t6/gates/gate-1/override",
                                    TestIssuer.operator("olga", "lot-t6"),
                                    "{\"action\":\"KEEP_OPEN\",\"reason\":\"fire\"}")
                            .status())
                    .isEqualTo(200);
            await().until(() -> other.bean(LocalCopies.class).all(LocalCopies.Kind.LASTING_OVERRIDE).stream()
                    .anyMatch(done -> done.contains("lot-t6")));
            atSix.writes().clear();
            Pass passing = expect(pass("lot-t5", "TWO5", now));
            push(other, five, "t5", "TWO5");
            await().until(() -> atFive.writes().contains(OPENING));
            await().until(() -> remembered(other, passing).state() == PassState.ADMITTED);
            LINE.pause();
            third.close();

            assertThat(push(other, four, "t4", "TWO4")).isEqualTo(200);
            await().until(() -> atFour.writes().contains(OPENING));
            assertThat(push(other, six, "t6", "TWO6")).isEqualTo(200);
            await().until(() -> atSix.writes().contains(new Write(0, 0xFF00)));
            LINE.resume();

            await().until(() -> gates("lot-t5").contains("\"connected\":true"));
            RunningGate.pass(atFive);
            await().until(() -> stateOf(passing) == PassState.INSIDE);
            await().until(() -> passagesIn("lot-t5") == 1);
            assertThat(exceptionsIn("lot-t5")).isZero();
            await().until(() -> gates("lot-t6").contains("\"keptOpen\":true"));
            assertThat(atSix.writes()).doesNotContain(new Write(0, 0));
        }
    }
}
