package com.parkhold.gate.camera;

import com.parkhold.gate.lane.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How far each camera's clock is off: the middle one of what its last reads said against their arrival. What was sent
 * late counts for nothing. Decisions never go by it.
 */
@Component
public class ClockSkews {

    private static final int KEPT = 9;

    private final Map<String, Deque<Duration>> byCamera = new ConcurrentHashMap<>();

    void note(String cameraId, PlateRead read, Instant arrivedAt) {
        if (read.takenAt() == null || !read.opens()) {
            return;
        }
        Duration ahead = Duration.between(arrivedAt, read.takenAt());
        byCamera.compute(cameraId, (_, before) -> {
            Deque<Duration> last = before == null ? new ArrayDeque<>() : new ArrayDeque<>(before);
            last.addLast(ahead);
            if (last.size() > KEPT) {
                last.removeFirst();
            }
            return last;
        });
    }

    /** How far the clock of a lane's camera is ahead; empty until it has told its time. */
    public Optional<Duration> of(Lane lane) {
        return Optional.ofNullable(lane.camera())
                .map(camera -> byCamera.get(camera.cameraId()))
                .map(last -> last.stream().sorted().toList().get(last.size() / 2))
                .map(skew -> Duration.ofMillis(skew.toMillis()));
    }
}
