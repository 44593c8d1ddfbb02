package com.parkhold.gate.operator.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.gate.barrier.Barriers;
import com.parkhold.gate.camera.ReceivingRead;
import com.parkhold.gate.lane.CameraKeys;
import com.parkhold.gate.lane.ConfiguringLane;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.lane.Lanes;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gates as their operators set them up. */
@RestController
@RequestMapping("/v1/operator/lots/{lotId}/gates/{gateId}")
class OperatorGates {

    private static final Pattern GATE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final ConfiguringLane configuring;
    private final Lanes lanes;
    private final ReceivingRead cameras;
    private final Barriers barriers;
    private final CameraKeys keys;

    OperatorGates(ConfiguringLane configuring, Lanes lanes, ReceivingRead cameras, Barriers barriers, CameraKeys keys) {
        this.configuring = configuring;
        this.lanes = lanes;
        this.cameras = cameras;
        this.barriers = barriers;
        this.keys = keys;
    }

    @PutMapping
    ResponseEntity<GateDocument> configure(
            @PathVariable String lotId,
            @PathVariable String gateId,
            @RequestBody GateDocument document,
            Caller caller) {
        Operators.require(caller, lotId);
        Lane lane = checked(document.toLane(lotId, gateId));
        return switch (configuring.configure(lane, caller.userId())) {
            case ConfiguringLane.Outcome.Configured configured ->
                ResponseEntity.status(configured.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                        .body(documentOf(configured.lane()));
            case ConfiguringLane.Outcome.NoSuchLot _ ->
                throw Problem.notFound("LOT_NOT_FOUND", "There is no such lot.").asException();
            case ConfiguringLane.Outcome.LotsAway _ ->
                throw Problem.away("LOTS_AWAY", "Nobody can say now whether there is such a lot.")
                        .asException();
            case ConfiguringLane.Outcome.CameraTaken _ ->
                throw Problem.conflict("CAMERA_TAKEN", "Another gate has this camera.")
                        .asException();
            case ConfiguringLane.Outcome.HostNotAllowed refused ->
                throw Problem.badField(
                                "/barrier/host",
                                "HOST_NOT_ALLOWED",
                                "Controllers may not stand at " + refused.host() + ".")
                        .asException();
        };
    }

    @GetMapping
    GateDocument show(@PathVariable String lotId, @PathVariable String gateId, Caller caller) {
        Operators.require(caller, lotId);
        return lanes.find(lotId, gateId)
                .map(this::documentOf)
                .orElseThrow(() -> Problem.notFound("GATE_NOT_FOUND", "There is no such gate.")
                        .asException());
    }

    private Lane checked(Lane lane) {
        if (!GATE_ID.matcher(lane.gateId()).matches()) {
            throw Problem.badField("/gateId", "MALFORMED", "gateId is 1 to 64 letters, digits or . _ -")
                    .asException();
        }
        if (lane.camera() != null && !cameras.knows(lane.camera().vendor())) {
            throw Problem.badField("/camera/vendor", "UNKNOWN", "No camera of that vendor is known.")
                    .asException();
        }
        if (lane.barrier() != null && !barriers.knows(lane.barrier().profile())) {
            throw Problem.badField("/barrier/profile", "UNKNOWN", "No such profile is known.")
                    .asException();
        }
        return lane;
    }

    private GateDocument documentOf(Lane lane) {
        return GateDocument.from(lane, keys.addressOf(lane).orElse(null));
    }
}
