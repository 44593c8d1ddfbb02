package com.parkhold.gate.passage;

import com.parkhold.gate.pass.Movement;
import java.time.Instant;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A car that may pass.
 *
 * @param movement what let it through; null where an operator opened for whoever stands there
 * @param due when it counts as not coming
 * @param doubtful whether nobody knows that the barrier opened
 */
record Crossing(@Nullable Movement movement, Instant since, Instant due, boolean doubtful) {

    /**
     * Takes away whose passage the next one is: the foremost's, but one that a gate client has counted makes way for one
     * that is still to be counted, since its client may be wrong.
     */
    static @Nullable Crossing takeNext(Deque<Crossing> waiting) {
        Crossing foremost = waiting.peek();
        if (foremost == null || foremost.movement() == null) {
            return waiting.poll();
        }
        Crossing next =
                waiting.stream().filter(Crossing::isToBeCounted).findFirst().orElse(foremost);
        waiting.remove(next);
        return next;
    }

    /** Whether it is a car of ours that counts once it passes. */
    boolean isToBeCounted() {
        return movement != null && !movement.isThrough();
    }

    boolean isDoubtfulOf(Movement other) {
        return doubtful && movement != null && movement.reservationId().equals(other.reservationId());
    }
}
