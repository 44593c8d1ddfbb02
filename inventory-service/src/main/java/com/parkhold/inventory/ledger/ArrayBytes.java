package com.parkhold.inventory.ledger;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's own form of a {@code smallint[]}, as {@code array_send} gives it: dimensions, a mark for nulls, the
 * element type, the length and lower bound of the dimension, then each element with its length before it; all in
 * network order (see {@code array_send} in PostgreSQL's {@code arrayfuncs.c}).
 */
final class ArrayBytes {

    private static final int HEADER = 5 * Integer.BYTES;

    private ArrayBytes() {}

    /** A day's cells; all of them 0 for an array that is not there. */
    static short[] cells(byte @Nullable [] array) {
        short[] cells = new short[Slots.A_DAY];
        if (array != null) {
            ByteBuffer bytes = ByteBuffer.wrap(array, HEADER, array.length - HEADER);
            for (int cell = 0; cell < cells.length; cell++) {
                bytes.getInt();
                cells[cell] = bytes.getShort();
            }
        }
        return cells;
    }
}
