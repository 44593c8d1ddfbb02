package com.parkhold.gate.camera.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.gate.camera.CameraPush;
import com.parkhold.gate.camera.ReceivingRead;
import com.parkhold.gate.lane.CameraKeys;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.lane.Lanes;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where cameras push to, with the key of their address or a gate client's token. */
@RestController
class CameraPushes {

    private static final int LARGEST = 8 * 1024 * 1024;

    private final ReceivingRead receiving;
    private final CameraKeys keys;
    private final Lanes lanes;

    CameraPushes(ReceivingRead receiving, CameraKeys keys, Lanes lanes) {
        this.receiving = receiving;
        this.keys = keys;
        this.lanes = lanes;
    }

    @PostMapping("/v1/gates/cameras/{cameraId}/{vendor}")
    Map<String, String> push(
            @PathVariable String cameraId,
            @PathVariable String vendor,
            @RequestParam(required = false) @Nullable String key,
            @Nullable Caller caller,
            HttpServletRequest request) {
        if (!mayPush(cameraId, key, caller)) {
            throw Problem.of(HttpStatus.UNAUTHORIZED, "UNAUTHORIZED", "The camera's key is missing or wrong.")
                    .asException();
        }
        CameraPush push = new CameraPush(Objects.requireNonNullElse(request.getContentType(), ""), bodyOf(request));
        return switch (receiving.receive(cameraId, vendor, push)) {
            case ReceivingRead.Outcome.Taken _ -> Map.of("status", "stored");
            case ReceivingRead.Outcome.NotStored _ ->
                throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "NOT_STORED", "The push could not be stored anywhere.")
                        .retryingAfter(Duration.ofSeconds(1))
                        .asException();
            case ReceivingRead.Outcome.NoSuchCamera _ ->
                throw Problem.notFound("CAMERA_NOT_FOUND", "No lane has such a camera.")
                        .asException();
            case ReceivingRead.Outcome.Malformed malformed ->
                throw Problem.badRequest("MALFORMED_EVENT", malformed.detail()).asException();
        };
    }

    private boolean mayPush(String cameraId, @Nullable String key, @Nullable Caller caller) {
        if (key != null) {
            return keys.isKeyOf(cameraId, key);
        }
        return caller != null
                && (caller.isAdmin()
                        || lanes.ofCamera(cameraId)
                                .filter(lane -> standsAt(caller, lane))
                                .isPresent());
    }

    private static boolean standsAt(Caller caller, Lane lane) {
        return caller.standsAt(lane.lotId(), lane.gateId());
    }

    private static byte[] bodyOf(HttpServletRequest request) {
        try {
            byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
            if (body.length > LARGEST) {
                throw Problem.of(HttpStatus.CONTENT_TOO_LARGE, "CONTENT_TOO_LARGE", "A push has at most 8 MiB.")
                        .asException();
            }
            return body;
        } catch (IOException broken) {
            throw Problem.badRequest("BODY_INCOMPLETE", "The body ended early.").asException();
        }
    }
}
