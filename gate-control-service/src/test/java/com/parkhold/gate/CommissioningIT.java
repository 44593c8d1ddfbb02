package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.barrier.modbus.RelayController.Write;
import com.parkhold.gate.pass.PassState;
import com.parkhold.testing.TestIssuer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A lane whose operator wants it tried out before it opens by itself. */
class CommissioningIT extends RunningGate {

    private static final Write OPENING = new Write(0x0200, 5);

    @Test
    void opensByItselfOnlyOnceItsTestIsPassed() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = required("lot-arm", controller, "{\"passage\":0,\"safety\":1,\"arming\":2}");
            String reservation = booked("lot-arm", "ARMED111");
            assertThat(test("lot-arm").at("/armed").asBoolean(true)).isFalse();

            post(camera, null, null, read("a1", "ARMED111"));
            await().until(() -> lastReason("lot-arm").equals("NOT_IN_SERVICE"));
            assertThat(controller.writes()).isEmpty();
            assertThat(checkIn("lot-arm", "entry-1", "ARMED111", "k1")
                            .at("/message")
                            .asString())
                    .contains("not in service");
            assertThat(override("lot-arm").status()).isEqualTo(200);
            assertThat(controller.writes()).containsExactly(OPENING);

            assertThat(start("lot-arm", "PT1M").status()).isEqualTo(202);
            assertThat(start("lot-arm", "PT1M").status()).isEqualTo(409);
            await().atMost(Duration.ofSeconds(20)).until(() -> steps("lot-arm") == 4);
            drive(controller, 2, 1, 0);

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> outcome("lot-arm").equals("PASSED"));
            assertThat(test("lot-arm").at("/armed").asBoolean()).isTrue();
            assertThat(outbox("lot-arm")).hasSize(4);
            assertThat(exceptions("lot-arm"))
                    .as("what is driven through for a test")
                    .isEmpty();
            CLOCK.advance(Duration.ofSeconds(11));
            post(camera, null, null, read("a2", "ARMED111"));
            await().until(() -> stateOf(reservation) == PassState.ADMITTED);

            required("lot-arm", controller, "{\"passage\":0,\"safety\":1}");
            assertThat(test("lot-arm").at("/armed").asBoolean(true))
                    .as("what is wired otherwise has not been tried")
                    .isFalse();
            assertThat(test("lot-arm").at("/lastTest/ofPresentSetup").asBoolean(true))
                    .isFalse();
        }
    }

    @Test
    void isNotTestedWhileACarThatWasLetThroughIsOnItsWay() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = camera("lot-way", "entry-1", "ENTRY", "cam-lot-way", controller);
            awaitConnected("lot-way", 1);
            String reservation = booked("lot-way", "0NWAY111");
            post(camera, null, null, read("w1", "0NWAY111"));
            await().until(() -> controller.writes().contains(OPENING));

            await().until(() -> start("lot-way", "PT10S").status() == 409);
            assertThat(start("lot-way", "PT10S").at("/code").asString()).isEqualTo("CAR_ON_ITS_WAY");

            pass(controller);
            await().until(() -> stateOf(reservation) == PassState.INSIDE);
            assertThat(start("lot-way", "PT10S").status()).isEqualTo(202);
        }
    }

    @Test
    void findsAWrongPolarity() throws Exception {
        try (RelayController controller = new RelayController()) {
            controller.input(1, true);
            required("lot-polar", controller, "{\"passage\":0,\"safety\":1}");

            assertThat(start("lot-polar", "PT10S").status()).isEqualTo(202);

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> outcome("lot-polar").equals("FAILED"));
            assertThat(lastStep("lot-polar")).contains("REST", "[SAFETY]", "polarity");
            assertThat(controller.writes()).isEmpty();
        }
    }

    @Test
    void findsAContactThatSticksAndLoopsThatAreSwapped() throws Exception {
        try (RelayController stuck = new RelayController();
                RelayController swapped = new RelayController()) {
            stuck.stick();
            required("lot-stuck", stuck, "{\"passage\":0}");
            required("lot-swap", swapped, "{\"passage\":1,\"safety\":0}");

            start("lot-stuck", "PT10S");
            start("lot-swap", "PT30S");
            await().atMost(Duration.ofSeconds(20)).until(() -> steps("lot-swap") == 4);
            drive(swapped, 1);

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> outcome("lot-swap").equals("FAILED"));
            assertThat(lastStep("lot-swap")).contains("PASSAGE was reached before SAFETY");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> outcome("lot-stuck").equals("FAILED"));
            assertThat(lastStep("lot-stuck")).contains("PULSE", "stays closed");
        }
    }

    @Test
    void asksNothingOfAClientThatKnowsNothingOfIt() throws Exception {
        try (RelayController controller = new RelayController()) {
            camera("lot-plain", "entry-1", "ENTRY", "cam-plain", controller);

            assertThat(test("lot-plain").at("/commissioning").asString()).isEqualTo("NOT_REQUIRED");
            assertThat(test("lot-plain").at("/armed").asBoolean()).isTrue();
            String path = "/v1/operator/lots/lot-plain/gates/entry-1/commissioning";
            assertThat(post(path, TestIssuer.operator("otto", "lot-x"), null, "{}")
                            .status())
                    .isEqualTo(403);
            assertThat(post(path, TestIssuer.admin(), null, "{\"driveOver\":\"PT0S\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(get("/v1/operator/lots/lot-plain/gates/entry-9/commissioning")
                            .status())
                    .isEqualTo(404);
        }
    }

    private String required(String lotId, RelayController controller, String loops) {
        Answer answer = put("/v1/operator/lots/%s/gates/entry-1".formatted(lotId), TestIssuer.admin(), """
            {"direction":"ENTRY","commissioning":"REQUIRED","camera":{"cameraId":"cam-%s","vendor":"json"},
            "barrier":{"profile":"waveshare","host":"127.0.0.1","port":%d,"loopInputs":%s}}\
            """.formatted(
                        lotId, controller.port(), loops));
        assertThat(answer.status()).isIn(200, 201);
        awaitConnected(lotId, 1);
        return answer.at("/cameraUrl").asString().replaceFirst("http://[^/]+", "");
    }

    private Answer start(String lotId, String driveOver) {
        return post(
                "/v1/operator/lots/%s/gates/entry-1/commissioning".formatted(lotId),
                TestIssuer.operator("olga", lotId),
                null,
                "{\"driveOver\":\"%s\"}".formatted(driveOver));
    }

    private Answer override(String lotId) {
        return post(
                "/v1/operator/lots/%s/gates/entry-1/override".formatted(lotId),
                TestIssuer.operator("olga", lotId),
                null,
                "{\"action\":\"OPEN\",\"reason\":\"trying out\"}");
    }

    private Answer test(String lotId) {
        return get("/v1/operator/lots/%s/gates/entry-1/commissioning".formatted(lotId));
    }

    private int steps(String lotId) {
        return test(lotId).at("/lastTest/steps").size();
    }

    private String outcome(String lotId) {
        return test(lotId).at("/lastTest/outcome").asString();
    }

    private String lastStep(String lotId) {
        return test(lotId).at("/lastTest/steps/" + (steps(lotId) - 1)).toString();
    }

    private String lastReason(String lotId) {
        return getGates(lotId).at("/items/0/lastDecision/reason").asString("");
    }

    /** Over these inputs, one after the other. */
    private static void drive(RelayController controller, int... inputs) {
        for (int input : inputs) {
            controller.input(input, true);
            await().pollDelay(Duration.ofMillis(400)).until(() -> true);
            controller.input(input, false);
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        }
    }
}
