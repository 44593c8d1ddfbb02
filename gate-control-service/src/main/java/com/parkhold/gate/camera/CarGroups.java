package com.parkhold.gate.camera;

import com.parkhold.gate.plate.Plate;
import com.parkhold.gate.settings.GateSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Many reads, one car: what a lane's camera reads of the same car (by its own name for it, or by a plate that looks
 * alike) within a few seconds is decided once. A car that was refused is decided again if it is read better or
 * otherwise, or still stands there a while later.
 */
@Component
class CarGroups {

    /** More cars do not stand before one camera; a camera that sees more sees noise. */
    private static final int MOST = 64;

    private final Duration oneCar;
    private final Map<String, List<Group>> byLane = new ConcurrentHashMap<>();

    CarGroups(GateSettings settings) {
        oneCar = settings.oneCar();
    }

    /** Whether this read is to be decided. */
    boolean isNews(String lane, PlateRead read, Instant now) {
        List<Group> groups = byLane.computeIfAbsent(lane, _ -> new ArrayList<>());
        synchronized (groups) {
            groups.removeIf(group -> group.seenAt.plus(oneCar).isBefore(now));
            for (Group group : groups) {
                if (group.isOf(read)) {
                    return group.isNews(read, now, oneCar);
                }
            }
            if (groups.size() == MOST) {
                groups.removeFirst();
            }
            groups.add(new Group(read, now));
            return true;
        }
    }

    /** Notes that the car was let through: whatever else is read of it is no news. */
    void letThrough(String lane, PlateRead read) {
        List<Group> groups = byLane.getOrDefault(lane, List.of());
        synchronized (groups) {
            groups.stream().filter(group -> group.isOf(read)).forEach(group -> group.through = true);
        }
    }

    /** How many cars of a lane are remembered. */
    int remembered(String lane) {
        List<Group> groups = byLane.getOrDefault(lane, List.of());
        synchronized (groups) {
            return groups.size();
        }
    }

    /** Forgets the lane's cars: one backed out, and may come again at once. */
    void forget(String lane) {
        byLane.remove(lane);
    }

    private static final class Group {
        private final @Nullable String carKey;
        private @Nullable Plate plate;
        private double confidence;
        private Instant decidedAt;
        private Instant seenAt;
        private boolean through;

        Group(PlateRead read, Instant now) {
            carKey = read.carKey();
            plate = read.plate();
            confidence = read.confidence();
            decidedAt = now;
            seenAt = now;
        }

        boolean isOf(PlateRead read) {
            boolean sameCar = carKey != null && carKey.equals(read.carKey());
            return sameCar || (plate != null && read.plate() != null && plate.resembles(read.plate()));
        }

        boolean isNews(PlateRead read, Instant now, Duration again) {
            seenAt = now;
            boolean better = read.confidence() > confidence
                    || (read.plate() != null && !read.plate().equals(plate));
            if (through || !(better || !decidedAt.plus(again).isAfter(now))) {
                return false;
            }
            plate = read.plate();
            confidence = Math.max(confidence, read.confidence());
            decidedAt = now;
            return true;
        }
    }
}
