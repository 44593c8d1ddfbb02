package com.parkhold.inventory.ledger;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One row of the ledger while a batch is decided. Not safe for several threads.
 *
 * <p>A row's version grows by leaps of chance with each commit, so that two histories of a row, as a lost commit and the
 * server that took over make them, do not meet at the same version: whoever knows a row's version knows its cells.
 */
public final class LedgerDay {

    private static final int LONGEST_LEAP = 1 << 16;

    private final LedgerKey key;
    private final int capacity;
    private final short[] used;
    private final long version;
    private final long nextVersion;
    private boolean looked;
    private int firstChanged = Slots.A_DAY;
    private int lastChanged;

    /** @param used owned by this object from now on */
    public LedgerDay(LedgerKey key, int capacity, short[] used, long version) {
        this.key = key;
        this.capacity = capacity;
        this.used = used;
        this.version = version;
        this.nextVersion = version + 1 + ThreadLocalRandom.current().nextInt(LONGEST_LEAP);
    }

    /** A row as it was last seen, to be changed on trust. */
    static LedgerDay as(LedgerView seen) {
        return new LedgerDay(seen.key(), seen.capacity(), seen.used().clone(), seen.version());
    }

    /** As it was before this batch. */
    long version() {
        return version;
    }

    /** As it is once this batch is committed. */
    long nextVersion() {
        return nextVersion;
    }

    /** The first cell that was changed. */
    int firstChanged() {
        return firstChanged;
    }

    /** The first cell after those that were changed. */
    int lastChanged() {
        return lastChanged;
    }

    /** Copies the cells from the first to the last that was changed; answers how many. */
    int copyChanged(short[] target, int from) {
        System.arraycopy(used, firstChanged, target, from, lastChanged - firstChanged);
        return lastChanged - firstChanged;
    }

    /** Whether a decision followed from what it says, and not only from what it was made to say. */
    boolean isLookedAt() {
        return looked;
    }

    public LedgerKey key() {
        return key;
    }

    /** How many more fit into every one of the cells; below zero where a row is overbooked. */
    public int free(int firstCell, int lastCell) {
        looked = true;
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
        change(firstCell, lastCell);
    }

    private void change(int firstCell, int lastCell) {
        firstChanged = Math.min(firstChanged, firstCell);
        lastChanged = Math.max(lastChanged, lastCell);
    }

    /** Replaces what is used by what was counted; says whether that was another number anywhere. */
    boolean correct(short[] counted) {
        boolean differs = !Arrays.equals(used, counted);
        if (differs) {
            System.arraycopy(counted, 0, used, 0, used.length);
            change(0, Slots.A_DAY);
        }
        return differs;
    }

    boolean isChanged() {
        return firstChanged < lastChanged;
    }

    /** How far the fullest cell is over capacity: what the database is told to tolerate. */
    int overbooked() {
        return Math.max(0, -free(0, Slots.A_DAY));
    }

    /** What readers may see once the running transaction is committed. */
    public LedgerView view() {
        return new LedgerView(key, capacity, used.clone(), isChanged() ? nextVersion : version);
    }
}
