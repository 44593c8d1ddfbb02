package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.barrier.modbus.RelayController.Write;
import com.parkhold.testing.TestIssuer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Lanes that an operator keeps open. */
class KeptOpenIT extends RunningLanes {

    private static final Write LIFTED = new Write(0x10, 0xFF00);
    private static final Write LET_DOWN = new Write(0x10, 0);

    @Test
    void staysOpenWhereItsDocumentChanges() throws Exception {
        try (RelayController controller = new RelayController()) {
            document("lot-fire", controller, 0.5);
            awaitConnected("lot-fire", "exit-1");
            assertThat(byHand("lot-fire", "exit-1", "KEEP_OPEN").status()).isEqualTo(200);
            controller.writes().clear();

            document("lot-fire", controller, 0.7);

            await().until(() -> controller.writes().contains(LIFTED));
            await().during(Duration.ofMillis(600))
                    .until(() -> isShown("lot-fire", "exit-1", "keptOpen")
                            && !controller.writes().contains(LET_DOWN));

            assertThat(byHand("lot-fire", "exit-1", "CLOSE").status()).isEqualTo(200);
            document("lot-fire", controller, 0.8);
            awaitConnected("lot-fire", "exit-1");
            assertThat(isShown("lot-fire", "exit-1", "keptOpen")).isFalse();
        }
    }

    @Test
    void staysOpenWhereACarStandsUnderAnArmThatIsToClose() throws Exception {
        try (RelayController controller = new RelayController()) {
            String closing = "\"profile\":\"advantech\",\"closeCoil\":3,\"loopInputs\":{\"passage\":0%s}";
            lane("lot-under", "exit-1", controller, closing.formatted(""));
            assertThat(byHand("lot-under", "exit-1", "KEEP_OPEN").status()).isEqualTo(200);
            controller.input(0, true);
            await().until(() -> isShown("lot-under", "exit-1", "inputs/PASSAGE"));
            controller.writes().clear();

            assertThat(byHand("lot-under", "exit-1", "CLOSE").status()).isEqualTo(503);
            lane("lot-under", "exit-1", controller, closing.formatted(",\"safety\":1"));

            await().until(() -> controller.writes().contains(LIFTED));
            assertThat(isShown("lot-under", "exit-1", "keptOpen")).isTrue();
            assertThat(controller.writes()).doesNotContain(LET_DOWN);
        }
    }

    private void document(String lotId, RelayController controller, double floor) {
        assertThat(put(
                                "/v1/operator/lots/%s/gates/exit-1".formatted(lotId),
                                TestIssuer.operator("olga", lotId),
                                """
                {"direction":"EXIT","camera":{"cameraId":"cam-%s","vendor":"json","confidenceFloor":%s},
                "barrier":{"host":"127.0.0.1","port":%d,"profile":"advantech","loopInputs":{"passage":0}}}""".formatted(lotId, floor, controller.port()))
                        .status())
                .isIn(200, 201);
    }
}
