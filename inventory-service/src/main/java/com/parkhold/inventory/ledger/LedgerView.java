package com.parkhold.inventory.ledger;

/**
 * A committed row of the ledger, as a reader sees it.
 *
 * @param used by cell; never written to
 * @param version grows with each commit of the row, so that of two views the newer is known
 */
@SuppressWarnings("ArrayRecordComponent") // compared by version, never by equals
public record LedgerView(LedgerKey key, int capacity, short[] used, long version) {

    /** How many more fit into every one of the cells, never below zero. */
    public int free(int firstCell, int lastCell) {
        int most = 0;
        for (int cell = firstCell; cell < lastCell; cell++) {
            most = Math.max(most, used[cell]);
        }
        return Math.max(0, capacity - most);
    }
}
