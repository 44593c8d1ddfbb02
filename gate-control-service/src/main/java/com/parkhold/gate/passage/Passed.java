package com.parkhold.gate.passage;

import com.parkhold.gate.pass.Movement;

/** What a loop's change means. */
sealed interface Passed {

    /** Somebody passed who was let through. */
    record Car(Movement movement) implements Passed {}

    /** Somebody passed whom a gate client had counted before. */
    record AlreadyCounted(Movement movement) implements Passed {}

    /** @param behindAnother whether a car that was let through had just passed */
    record Unexpected(boolean behindAnother) implements Passed {}

    /** Nobody passed, or nobody whom it matters to name. */
    record Nobody() implements Passed {}
}
