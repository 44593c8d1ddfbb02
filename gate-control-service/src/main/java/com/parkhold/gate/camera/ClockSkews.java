package com.parkhold.gate.camera;

import com.parkhold.gate.lane.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How far each camera's clock is off: the middle one of what its last reads said against their arrival. Decisions go by
 * arrival; all that a camera's time is good for is to tell a push that was held back from one that came at once. What was
 * sent late counts for nothing. Safe for many threads; known since the start of this instance.
 */
@Component
public class ClockSkews {

    private final Map<String, CameraClock> byCamera = new ConcurrentHashMap<>();

    /**
     * Notes when a read says that it was taken.
     *
     * @return whether it came when this camera's reads usually come, so that its car may still stand there; also where it
     *     says no time, or the camera is new
     */
    boolean note(String cameraId, PlateRead read, Instant arrivedAt) {
        Instant takenAt = read.takenAt();
        return takenAt == null
                || !read.opens()
                || byCamera.computeIfAbsent(cameraId, _ -> new CameraClock()).note(takenAt, arrivedAt);
    }

    /** How far the clock of a lane's camera is ahead; empty until it has told its time. */
    public Optional<Duration> of(Lane lane) {
        return Optional.ofNullable(lane.camera())
                .map(camera -> byCamera.get(camera.cameraId()))
                .flatMap(CameraClock::usual)
                .map(skew -> Duration.ofMillis(skew.toMillis()));
    }
}
