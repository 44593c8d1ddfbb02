package com.parkhold.inventory.ledger;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a reservation has of a lot's room.
 *
 * @param version grows with each event about it
 * @param room what it has or had; null only if it was released before it was placed
 * @param assignFrom when its exact spot is to be chosen; null while it need not be
 */
public record Hold(
        String lotId,
        String reservationId,
        HoldState state,
        long version,
        @Nullable Room room,
        @Nullable Instant assignFrom) {

    /**
     * Room in a class.
     *
     * @param occupiedUntil the end of what the ledger counts for it: earlier than {@code end} for who left early,
     *     later for who stays on
     * @param lotVersion the version of the lot whose tariff and policies bind this hold
     * @param askedEnd the end that was asked for at first, whatever it is by now
     */
    public record Room(
            String spotClass,
            Instant start,
            Instant end,
            Instant occupiedUntil,
            Instant expiresAt,
            long lotVersion,
            Instant askedEnd) {

        /** Room as it was asked for. */
        static Room asked(String spotClass, TimeWindow window, Instant expiresAt, long lotVersion) {
            return new Room(spotClass, window.start(), window.end(), window.end(), expiresAt, lotVersion, window.end());
        }

        /** Whether such a request is the one that this room was given to, or asks for what it is now. */
        boolean isFor(TimeWindow window) {
            return start.equals(window.start()) && (askedEnd.equals(window.end()) || end.equals(window.end()));
        }

        Slots slots() {
            return Slots.touchedBy(start, occupiedUntil);
        }

        /** With another end, from now on. Slots that a car has stood in stay used. */
        Room endingAt(Instant changedEnd, Instant now) {
            Instant until = changedEnd.isBefore(end)
                    ? earlier(occupiedUntil, later(changedEnd, Slots.nextBeginning(now)))
                    : later(occupiedUntil, changedEnd);
            Instant kept = now.isBefore(start) ? changedEnd : until;
            return new Room(spotClass, start, changedEnd, kept, expiresAt, lotVersion, askedEnd);
        }

        private static Instant earlier(Instant one, Instant other) {
            return one.isBefore(other) ? one : other;
        }

        private static Instant later(Instant one, Instant other) {
            return one.isBefore(other) ? other : one;
        }

        Room occupiedUntil(Instant until) {
            return new Room(spotClass, start, end, until, expiresAt, lotVersion, askedEnd);
        }
    }

    /** No stay is longer. */
    public static final Duration LONGEST_STAY = Duration.ofDays(31);

    /** What is known of a reservation that was never heard of. */
    static Hold none(String lotId, String reservationId) {
        return new Hold(lotId, reservationId, HoldState.NONE, 0, null, null);
    }

    /** @throws IllegalStateException for a tombstone, whose room is not known */
    public Room knownRoom() {
        if (room == null) {
            throw new IllegalStateException("Hold %s was released before it was placed".formatted(reservationId));
        }
        return room;
    }

    Hold with(HoldState next, @Nullable Room changedRoom, @Nullable Instant changedAssignFrom) {
        return new Hold(lotId, reservationId, next, version + 1, changedRoom, changedAssignFrom);
    }
}
