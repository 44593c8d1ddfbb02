package com.parkhold.inventory.ledger;

import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Names one row of the ledger. Rows are always locked in the order of their keys.
 *
 * @param day UTC, counted from the epoch
 */
public record LedgerKey(String lotId, String spotClass, long day) implements Comparable<LedgerKey> {

    private static final Comparator<LedgerKey> LOCK_ORDER = Comparator.comparing(LedgerKey::lotId)
            .thenComparing(LedgerKey::spotClass)
            .thenComparingLong(LedgerKey::day);

    /** The rows that a run of slots touches. */
    public static Stream<LedgerKey> of(String lotId, String spotClass, Slots slots) {
        return slots.days().mapToObj(day -> new LedgerKey(lotId, spotClass, day));
    }

    @Override
    public int compareTo(LedgerKey other) {
        return LOCK_ORDER.compare(this, other);
    }
}
