package com.parkhold.gate.passage;

import com.parkhold.gate.pass.Movement;

/**
 * A car that was let through and has not come in time.
 *
 * @param seen whether the loops were seen all the time, so that it cannot have passed
 * @param doubtful whether nobody knows that the barrier opened for it
 */
record Late(Movement movement, boolean seen, boolean doubtful) {

    Late(Movement movement, boolean seen) {
        this(movement, seen, false);
    }

    /** Whether a gate client had counted it before: its word stands. */
    boolean isCounted() {
        return movement.isThrough();
    }
}
