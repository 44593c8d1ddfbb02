package com.parkhold.inventory.ledger;

import java.util.Arrays;

/** One locked row of the ledger while a batch is decided. Not safe for several threads. */
public final class LedgerDay {

    private final LedgerKey key;
    private final int capacity;
    private final short[] used;
    private final long version;
    private boolean changed;

    /** @param used owned by this object from now on */
    public LedgerDay(LedgerKey key, int capacity, short[] used, long version) {
        this.key = key;
        this.capacity = capacity;
        this.used = used;
        this.version = version;
    }

    int capacity() {
        return capacity;
    }

    /** Copies what is used, cell by cell. */
    void copyCells(short[] target, int from) {
        System.arraycopy(used, 0, target, from, used.length);
    }

    public LedgerKey key() {
        return key;
    }

    /** How many more fit into every one of the cells; below zero where a row is overbooked. */
    public int free(int firstCell, int lastCell) {
        int most = 0;
        for (int cell = firstCell; cell < lastCell; cell++) {
            most = Math.max(most, used[cell]);
        }
        return capacity - most;
    }

    /** Uses the cells once more, or once less with -1; whether that is allowed was asked before. */
    void use(int firstCell, int lastCell, int times) {
        for (int cell = firstCell; cell < lastCell; cell++) {
            used[cell] = (short) (used[cell] + times);
        }
        changed = true;
    }

    /** Replaces what is used by what was counted; says whether that was another number anywhere. */
    boolean correct(short[] counted) {
        boolean differs = !Arrays.equals(used, counted);
        if (differs) {
            System.arraycopy(counted, 0, used, 0, used.length);
            changed = true;
        }
        return differs;
    }

    boolean isChanged() {
        return changed;
    }

    /** How far the fullest cell is over capacity: what the database is told to tolerate. */
    int overbooked() {
        return Math.max(0, -free(0, Slots.A_DAY));
    }

    /** What readers may see once the running transaction is committed. */
    public LedgerView view() {
        return new LedgerView(key, capacity, used.clone(), changed ? version + 1 : version);
    }
}
