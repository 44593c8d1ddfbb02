package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.barrier.modbus.RelayController.Write;
import com.parkhold.testing.TestIssuer;

/** Lanes with a camera and a barrier, ready for cars. */
abstract class RunningLanes extends RunningGate {

    /** What a Waveshare relay is told for one car. */
    static final Write OPENING = new Write(0x0200, 5);

    /** An entry with a passage loop; answers where its camera pushes to. */
    String entry(String lotId, RelayController controller) {
        String camera = camera(lotId, "entry-1", "ENTRY", "cam-" + lotId, controller);
        awaitConnected(lotId, 1);
        return camera;
    }

    /** An exit with a passage loop. */
    String exit(String lotId, RelayController controller) {
        String camera = camera(lotId, "exit-1", "EXIT", "cam-" + lotId, controller);
        awaitConnected(lotId, "exit-1");
        return camera;
    }

    /**
     * A lane with any barrier.
     *
     * @param barrier what its document says besides host and port
     */
    String lane(String lotId, String gateId, RelayController controller, String barrier) {
        Answer answer = put(
                "/v1/operator/lots/%s/gates/%s".formatted(lotId, gateId),
                TestIssuer.operator("olga", lotId),
                """
                {"direction":"%s","camera":{"cameraId":"cam-%s","vendor":"json"},
                "barrier":{"host":"127.0.0.1","port":%d,%s}}""".formatted(gateId.startsWith("entry") ? "ENTRY" : "EXIT", lotId, controller.port(), barrier));
        assertThat(answer.status()).isIn(200, 201);
        awaitConnected(lotId, gateId);
        return answer.at("/cameraUrl").asString().replaceFirst("http://[^/]+", "");
    }

    void awaitConnected(String lotId, String gateId) {
        await().until(() -> isShown(lotId, gateId, "connected"));
    }

    /** Whether a lane's state has that flag. */
    boolean isShown(String lotId, String gateId, String flag) {
        return getGates(lotId)
                .at("/items")
                .valueStream()
                .filter(lane -> lane.at("/gateId").asString().equals(gateId))
                .anyMatch(lane -> lane.at("/" + flag).asBoolean(false));
    }

    /** What was decided last at a lane, if anything was. */
    String lastDecision(String lotId, String gateId, String field) {
        return getGates(lotId)
                .at("/items")
                .valueStream()
                .filter(lane -> lane.at("/gateId").asString().equals(gateId))
                .map(lane -> lane.at("/lastDecision/" + field).asString())
                .findFirst()
                .orElse("");
    }

    Answer byHand(String lotId, String gateId, String action) {
        return post(
                "/v1/operator/lots/%s/gates/%s/override".formatted(lotId, gateId),
                TestIssuer.operator("olga", lotId),
                null,
                "{\"action\":\"%s\",\"reason\":\"his card is broken\"}".formatted(action));
    }
}
