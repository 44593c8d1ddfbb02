package com.parkhold.local.supervisor.seed;

import com.parkhold.local.supervisor.stack.Lane;
import java.util.Map;

/** A demo lane as the gate document that an operator puts. */
final class GateDocument {
    private GateDocument() {}

    static Map<String, Object> of(Lane lane) {
        return Map.of(
                "gateId", lane.gateId(),
                "direction", lane.direction(),
                "camera", Map.of("cameraId", lane.cameraId(), "vendor", lane.vendor(), "confidenceFloor", 0.80),
                "barrier",
                        Map.of(
                                "profile", lane.profile(),
                                "host", lane.modbusHost(),
                                "port", lane.modbusPort(),
                                "unitId", 1,
                                "openCoil", 0,
                                "pulse", "PT0.5S",
                                "loopInputs", Map.of("passage", 0, "safety", 1, "arming", 2)));
    }
}
