package com.parkhold.inventory.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A spot that is out of use for a time that was said beforehand. The ledger counts it like a stay: once in every slot
 * that it touches, on days whose rows are made later too.
 *
 * @param reason as its operator wrote it
 * @param until the first instant after it; null for good
 */
public record Withdrawal(
        String lotId,
        String spotId,
        String spotClass,
        Kind status,
        @Nullable String reason,
        Instant from,
        @Nullable Instant until) {

    /** What the spot is meanwhile. */
    public enum Kind {
        /** Closed by the operator. */
        BLOCKED,
        /** Being worked on. */
        MAINTENANCE
    }

    /** Whether the spot is out of use at this instant. */
    public boolean isInForce(Instant now) {
        return !from.isAfter(now) && isNotOver(now);
    }

    /** Whether it shares time with another stretch of it. */
    public boolean overlaps(Instant otherFrom, @Nullable Instant otherUntil) {
        return isNotOver(otherFrom) && (otherUntil == null || from.isBefore(otherUntil));
    }

    private boolean isNotOver(Instant at) {
        return until == null || until.isAfter(at);
    }

    /** Without an end for one that is for good, so not to be counted through. */
    Slots slots() {
        return until == null ? new Slots(Slots.slotOf(from), Long.MAX_VALUE) : Slots.touchedBy(from, until);
    }

    boolean touches(LedgerKey key) {
        Slots slots = slots();
        return key.lotId().equals(lotId)
                && key.spotClass().equals(spotClass)
                && slots.from() < (key.day() + 1) * Slots.A_DAY
                && slots.until() > key.day() * Slots.A_DAY;
    }

    /** Uses its cells of a row that it touches once more, or once less with -1. */
    void use(LedgerDay day, int times) {
        Slots slots = slots();
        day.use(slots.firstCell(day.key().day()), slots.lastCell(day.key().day()), times);
    }
}
