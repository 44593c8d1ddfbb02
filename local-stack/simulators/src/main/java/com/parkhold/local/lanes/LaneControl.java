package com.parkhold.local.lanes;

import com.parkhold.local.http.Answer;
import com.parkhold.local.http.Call;
import com.parkhold.local.http.HttpEdge;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The HTTP side: drives cars, shows lanes, adds them, and brings faults into them. */
final class LaneControl {
    private final Lanes lanes;
    private final Clock clock;

    LaneControl(Lanes lanes, Clock clock) {
        this.lanes = lanes;
        this.clock = clock;
    }

    /** The body of {@code PUT /lanes/{lotId}/{gateId}}. */
    private record LaneBody(
            LaneSettings.Direction direction,
            String cameraId,
            String vendor,
            URI cameraUrl,
            int modbusPort,
            String profile) {}

    /** What is done with a lane that exists. */
    @FunctionalInterface
    private interface LaneHandler {
        Answer answer(Lane lane) throws IOException, InterruptedException;
    }

    HttpEdge routes(HttpEdge edge) {
        return edge.on("GET", "/health", _ -> Answer.json(200, Map.of("status", "UP")))
                .on("GET", "/lanes", _ -> Answer.json(200, lanes.views()))
                .on("GET", "/lanes/{lotId}/{gateId}", call -> with(call, lane -> Answer.json(200, lane.view())))
                .on("PUT", "/lanes/{lotId}/{gateId}", this::put)
                .on("POST", "/lanes/{lotId}/{gateId}/faults", this::fault)
                .on("POST", "/lanes/{lotId}/{gateId}/reads", this::read)
                .on("POST", "/cars", this::drive);
    }

    private Answer drive(Call call) throws InterruptedException {
        CarRequest car = call.read(CarRequest.class);
        var lane = lanes.find(car.lotId(), car.gateId());
        return lane.isEmpty()
                ? noLane(car.lotId(), car.gateId())
                : Answer.json(200, CarJourney.drive(lane.get(), clock, car));
    }

    private Answer put(Call call) throws InterruptedException {
        LaneBody body = call.read(LaneBody.class);
        var settings = new LaneSettings(
                call.part("lotId"),
                call.part("gateId"),
                body.direction(),
                body.cameraId(),
                body.vendor(),
                body.cameraUrl(),
                body.modbusPort(),
                body.profile());
        try {
            lanes.put(settings);
        } catch (IOException taken) {
            return Answer.problem(409, "PORT_TAKEN", String.valueOf(taken.getMessage()));
        }
        return with(call, lane -> Answer.json(200, lane.view()));
    }

    private Answer fault(Call call) throws IOException, InterruptedException {
        FaultRequest request = call.read(FaultRequest.class);
        return with(call, lane -> {
            lane.faults().apply(request);
            return Answer.json(200, lane.view());
        });
    }

    private Answer read(Call call) throws IOException, InterruptedException {
        Read read = call.read(Read.class);
        return with(call, lane -> {
            var push = lane.read(read.plate(), read.confidenceOrUsual(), read.vendor(), read.direction());
            try {
                return Answer.json(200, push.get());
            } catch (ExecutionException broken) {
                throw new IOException("the push broke", broken);
            }
        });
    }

    private Answer with(Call call, LaneHandler handler) throws InterruptedException {
        var lane = lanes.find(call.part("lotId"), call.part("gateId"));
        if (lane.isEmpty()) {
            return noLane(call.part("lotId"), call.part("gateId"));
        }
        try {
            return handler.answer(lane.get());
        } catch (IOException broken) {
            return Answer.problem(503, "LANE_BROKEN", String.valueOf(broken.getMessage()));
        }
    }

    private static Answer noLane(String lotId, String gateId) {
        return Answer.problem(404, "LANE_NOT_FOUND", "no lane " + gateId + " at " + lotId);
    }
}
