package com.parkhold.inventory.ledger;

import java.util.stream.Stream;

/**
 * Names one row of the ledger. Rows are always locked in the order of their keys.
 *
 * @param day UTC, counted from the epoch
 */
public record LedgerKey(String lotId, String spotClass, long day) implements Comparable<LedgerKey> {

    /** The rows that a run of slots touches. */
    public static Stream<LedgerKey> of(String lotId, String spotClass, Slots slots) {
        return slots.days().mapToObj(day -> new LedgerKey(lotId, spotClass, day));
    }

    @Override
    public int compareTo(LedgerKey other) {
        int byLot = lotId.compareTo(other.lotId);
        if (byLot != 0) {
            return byLot;
        }
        int byClass = spotClass.compareTo(other.spotClass);
        return byClass == 0 ? Long.compare(day, other.day) : byClass;
    }
}
