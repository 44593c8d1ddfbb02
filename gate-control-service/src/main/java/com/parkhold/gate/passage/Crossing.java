package com.parkhold.gate.passage;

import com.parkhold.gate.pass.Movement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A car that may pass.
 *
 * @param movement what let it through; null where an operator opened for whoever stands there
 * @param due when it counts as not coming
 * @param doubtful whether nobody knows that the barrier opened
 */
record Crossing(@Nullable Movement movement, Instant since, Instant due, boolean doubtful) {

    boolean isDoubtfulOf(Movement other) {
        return doubtful && movement != null && movement.reservationId().equals(other.reservationId());
    }
}
