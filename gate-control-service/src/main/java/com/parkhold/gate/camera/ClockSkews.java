package com.parkhold.gate.camera;

import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.lane.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * How far each camera's clock is off: the middle one of what its last reads said against their arrival. Decisions go by
 * arrival; all that a camera's time is good for is to tell a push that was held back from one that came at once. What was
 * sent late counts for nothing. Kept on the disk, for the first push after a restart is the likeliest to have been held
 * back. Safe for many threads.
 */
@Component
public class ClockSkews {

    private static final Logger log = LoggerFactory.getLogger(ClockSkews.class);

    /** Nothing that once was a clock is further off: one that has lost its time begins in 1970. */
    private static final Duration FURTHEST_OFF = Duration.ofDays(100 * 365);

    /** How far a camera's clock was ahead. */
    record Known(String cameraId, long aheadMillis) {}

    private final Map<String, CameraClock> byCamera = new ConcurrentHashMap<>();
    private final Map<String, Known> kept = new ConcurrentHashMap<>();
    private final LocalCopies copies;

    ClockSkews(LocalCopies copies) {
        this.copies = copies;
        copies.all(LocalCopies.Kind.CAMERA_CLOCK).forEach(this::remember);
    }

    /**
     * Notes when a read says that it was taken.
     *
     * @return whether it came when this camera's reads usually come, so that its car may still stand there; also where it
     *     says no time, or none that a clock could show, or the camera is new
     */
    boolean note(String cameraId, PlateRead read, Instant arrivedAt) {
        Instant takenAt = read.takenAt();
        return takenAt == null
                || !isShownByAClock(takenAt, arrivedAt)
                || !read.opens()
                || byCamera.computeIfAbsent(cameraId, _ -> new CameraClock()).note(takenAt, arrivedAt);
    }

    private static boolean isShownByAClock(Instant takenAt, Instant arrivedAt) {
        return Duration.between(arrivedAt, takenAt).abs().compareTo(FURTHEST_OFF) <= 0;
    }

    /** Copies what has changed to the disk; with none of it an instance is as one that never saw its cameras. */
    @Scheduled(fixedRate = 10_000)
    void keep() {
        Map<String, String> changed = new HashMap<>();
        byCamera.forEach((cameraId, clock) -> clock.usual()
                .map(ahead -> new Known(cameraId, ahead.toMillis()))
                .filter(known -> !known.equals(kept.put(cameraId, known)))
                .ifPresent(known -> changed.put(cameraId, StoredJson.write(known))));
        copies.put(LocalCopies.Kind.CAMERA_CLOCK, changed);
    }

    private void remember(String body) {
        try {
            Known known = StoredJson.read(body, Known.class);
            kept.put(known.cameraId(), known);
            byCamera.put(known.cameraId(), new CameraClock(Duration.ofMillis(known.aheadMillis())));
        } catch (JacksonException unreadable) {
            log.warn("What was known of a camera's clock is not understood: {}", unreadable.getMessage());
        }
    }

    /** How far the clock of a lane's camera is ahead; empty until it has told its time. */
    public Optional<Duration> of(Lane lane) {
        return Optional.ofNullable(lane.camera())
                .map(camera -> byCamera.get(camera.cameraId()))
                .flatMap(CameraClock::usual)
                .map(skew -> Duration.ofMillis(skew.toMillis()));
    }
}
