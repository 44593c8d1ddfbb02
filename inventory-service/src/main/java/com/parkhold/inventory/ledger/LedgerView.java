package com.parkhold.inventory.ledger;

/**
 * A committed row of the ledger, as a reader sees it.
 *
 * @param used by cell; never written to
 * @param version grows with each commit of the row, so that of two views the newer is known
 */
@SuppressWarnings("ArrayRecordComponent") // compared by version, never by equals
public record LedgerView(LedgerKey key, int capacity, short[] used, long version) {

    /** The cells as PostgreSQL writes an array. */
    String arrayLiteral() {
        StringBuilder literal = new StringBuilder(Slots.A_DAY * 3);
        for (short cell : used) {
            literal.append(literal.isEmpty() ? '{' : ',').append(cell);
        }
        return literal.append('}').toString();
    }

    /** How many more fit into every one of the cells, never below zero. */
    public int free(int firstCell, int lastCell) {
        int most = 0;
        for (int cell = firstCell; cell < lastCell; cell++) {
            most = Math.max(most, used[cell]);
        }
        return Math.max(0, capacity - most);
    }
}
