package com.parkhold.gate.passage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something at a lane that a person must look at.
 *
 * @param id the same for the same occurrence, so that it is shown once; whatever would not fit into an address becomes a
 *     digest
 */
public record LaneException(
        String id,
        String lotId,
        String gateId,
        Kind kind,
        @Nullable String reservationId,
        String detail,
        Instant at) {

    private static final Pattern FITS_AN_ADDRESS = Pattern.compile("[A-Za-z0-9._:-]{1,120}");

    /** Makes an id that an operator can name in an address. */
    public LaneException {
        id = FITS_AN_ADDRESS.matcher(id).matches()
                ? id
                : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** What is wrong. */
    public enum Kind {
        /** What physically happened contradicts what the database says. */
        CONFLICT,
        /** The barrier could not be told to open. */
        BARRIER_FAILED,
        /** The barrier took the command to open, and its arm stays down. */
        ARM_STAYS_DOWN,
        /** The arm stays up, though nobody keeps it open and nobody is on his way through. */
        ARM_STAYS_UP,
        /** A second car followed one that was let through. */
        TAILGATING,
        /** A car went over the passage loop though the barrier was not told to open: by force, or around it. */
        FORCED_BARRIER,
        /** A car was let in, and nobody saw it pass or stay. */
        ENTRY_UNCONFIRMED,
        /** A car was let out, and nobody saw it pass or stay. */
        EXIT_UNCONFIRMED,
        /** A car that no exit has seen was held to have left, long after its time. */
        MISSED_EXIT,
        /** A car that was held to have left, though nobody saw it, stood at an exit, and was let out. */
        LATE_EXIT,
        /** As many cars as were counted are not inside by their passes. */
        OCCUPANCY_DRIFT,
        /** A car left after its time without being settled. */
        UNSETTLED_EXIT,
        /** Something that happened could not be told to the database, and was put aside. */
        JOURNAL_ENTRY_PARKED
    }
}
