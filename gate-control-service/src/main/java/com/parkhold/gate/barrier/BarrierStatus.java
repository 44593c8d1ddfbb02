package com.parkhold.gate.barrier;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a barrier.
 *
 * @param loops by loop, whether a car stands on it; empty while nothing is known
 * @param arm where the arm is; null where the barrier does not say
 * @param watchedSince since when the loops have been seen without a gap in which a car could have passed; null while
 *     they are not seen
 */
public record BarrierStatus(
        boolean connected,
        boolean keptOpen,
        Map<Loop, Boolean> loops,
        @Nullable Arm arm,
        @Nullable Instant watchedSince) {

    /** Of a lane that has no barrier. */
    public static BarrierStatus none() {
        return new BarrierStatus(false, false, Map.of(), null, null);
    }

    /** Whether a car is known to stand on a loop. */
    public boolean isOccupied() {
        return loops.containsValue(true);
    }

    /** The same, if no car can have passed since a moment for another reason than that the loops were seen. */
    public BarrierStatus alsoWatchedSince(@Nullable Instant moment) {
        return watchedSince == null || moment == null || !moment.isBefore(watchedSince)
                ? this
                : new BarrierStatus(connected, keptOpen, loops, arm, moment);
    }

    /** Whether no car can have passed unseen since then. */
    public boolean hasWatchedSince(Instant moment) {
        return watchedSince != null && !watchedSince.isAfter(moment);
    }
}
