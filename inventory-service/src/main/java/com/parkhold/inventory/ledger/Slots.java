package com.parkhold.inventory.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;

/**
 * A run of 15-minute slots, counted from the epoch in UTC, so that a change of the clocks changes nothing.
 *
 * @param from the first slot
 * @param until the first slot after the run; equal to {@code from} for none
 */
public record Slots(long from, long until) {

    /** Slots in a UTC day: the cells of a ledger row. */
    public static final int A_DAY = 96;

    private static final long SECONDS = Duration.ofMinutes(15).toSeconds();

    /** Every slot that a window touches, however little of it. */
    public static Slots touchedBy(Instant start, Instant end) {
        long from = slotOf(start);
        return new Slots(from, Math.max(from, firstNotTouched(end)));
    }

    /** The slot in which an instant lies. */
    public static long slotOf(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS);
    }

    /** The first instant that is not before this one and at which a slot begins. */
    public static Instant nextBeginning(Instant instant) {
        return startOf(firstNotTouched(instant));
    }

    /** The first instant of a slot. */
    public static Instant startOf(long slot) {
        return Instant.ofEpochSecond(slot * SECONDS);
    }

    /** The UTC day of a slot, counted from the epoch. */
    public static long dayOf(long slot) {
        return Math.floorDiv(slot, A_DAY);
    }

    public boolean isEmpty() {
        return from >= until;
    }

    /** Each of them, in order. */
    LongStream each() {
        return isEmpty() ? LongStream.empty() : LongStream.range(from, until);
    }

    /** The days it touches, counted from the epoch; none for an empty run. */
    public LongStream days() {
        return isEmpty() ? LongStream.empty() : LongStream.rangeClosed(dayOf(from), dayOf(until - 1));
    }

    /** Its first cell in a day's row. */
    public int firstCell(long day) {
        return (int) (Math.max(from, day * A_DAY) - day * A_DAY);
    }

    /** The first cell after it in a day's row. */
    public int lastCell(long day) {
        return (int) (Math.min(until, (day + 1) * A_DAY) - day * A_DAY);
    }

    private static long firstNotTouched(Instant end) {
        long seconds = end.getNano() == 0 ? end.getEpochSecond() : end.getEpochSecond() + 1;
        return Math.ceilDiv(seconds, SECONDS);
    }
}
