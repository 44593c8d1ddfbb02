package com.parkhold.gate.passage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something at a lane that a person must look at.
 *
 * @param id the same for the same occurrence, so that it is shown once
 */
public record LaneException(
        String id,
        String lotId,
        String gateId,
        Kind kind,
        @Nullable String reservationId,
        String detail,
        Instant at) {

    /** What is wrong. */
    public enum Kind {
        /** What physically happened contradicts what the database says. */
        CONFLICT,
        /** The barrier could not be told to open. */
        BARRIER_FAILED,
        /** A car went over the passage loop that nobody let through. */
        UNEXPECTED_PASSAGE,
        /** A car was let in, and nobody saw it pass or stay. */
        ENTRY_UNCONFIRMED,
        /** A car was let out, and nobody saw it pass or stay. */
        EXIT_UNCONFIRMED,
        /** A car left after its time without being settled. */
        UNSETTLED_EXIT
    }
}
