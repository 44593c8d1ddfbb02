package com.parkhold.system.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The world in front of the barriers. */
public final class LaneSimulator {

    private final Wire wire;
    private final URI control;

    LaneSimulator(Wire wire, URI control) {
        this.wire = wire;
        this.control = control;
    }

    /**
     * What happened to a car that drove up.
     *
     * @param reason why it is not through
     * @param pushStatus what the camera's push was answered
     * @param pushMillis from the sighting to that answer
     * @param openedAfterMillis from arrival to the open arm
     */
    public record CarReport(
            boolean opened,
            boolean passed,
            @Nullable String reason,
            int pushStatus,
            long pushMillis,
            @Nullable Long coilWrittenAfterMillis,
            @Nullable Long openedAfterMillis,
            Coil coil,
            List<Step> steps) {}

    /** @param pulses how often the lift contact closed for this car */
    public record Coil(int address, long pulses) {}

    /** One thing that happened, in milliseconds since the car's arrival. */
    public record Step(long atMillis, String what) {}

    /**
     * A lane of any make.
     *
     * @param profile the barrier's, one of the gate document's
     */
    public record LaneDocument(
            String direction, String cameraId, String vendor, String cameraUrl, int modbusPort, String profile) {}

    /** Builds a lane, or replaces it. */
    public void build(String lotId, String gateId, LaneDocument lane) {
        call("PUT", "/lanes/%s/%s".formatted(lotId, gateId), lane);
    }

    /** Brings a fault into a lane, or with {@code none} ends all of them. */
    public void fault(String lotId, String gateId, Map<String, Object> fault) {
        call("POST", "/lanes/%s/%s/faults".formatted(lotId, gateId), fault);
    }

    /** Drives a car up, waits for the barrier, over the loops and through. */
    public CarReport drive(String lotId, String gateId, String plate) {
        return drive(Map.of("lotId", lotId, "gateId", gateId, "plate", plate));
    }

    /** A car that gives up soon. */
    public CarReport driveImpatiently(String lotId, String gateId, String plate) {
        return drive(Map.of("lotId", lotId, "gateId", gateId, "plate", plate, "timeout", "PT2S"));
    }

    private CarReport drive(Map<String, Object> car) {
        return call("POST", "/cars", car).as(CarReport.class);
    }

    private Answer call(String method, String path, Object body) {
        return wire.send(HttpRequest.newBuilder(URI.create(control + path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(Json.write(body))))
                .expect(200);
    }
}
