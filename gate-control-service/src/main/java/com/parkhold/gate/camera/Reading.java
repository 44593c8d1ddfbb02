package com.parkhold.gate.camera;

import java.util.List;

/** What a push said. */
public sealed interface Reading {

    /**
     * Something of that vendor.
     *
     * @param reads may be empty: heartbeats; of one event, and so of one moment; at most {@link #MOST_READS}, what goes
     *     beyond that is left out
     * @param raw the event as it came, without pictures; its beginning, if it is longer than {@link #LONGEST_RAW}
     */
    record Understood(List<PlateRead> reads, String raw) implements Reading {

        /** More cars do not stand before one camera. */
        public static final int MOST_READS = 20;

        /** In characters. */
        public static final int LONGEST_RAW = 256 * 1024;

        public Understood {
            reads = List.copyOf(reads.subList(0, Math.min(reads.size(), MOST_READS)));
            raw = raw.substring(0, Math.min(raw.length(), LONGEST_RAW));
        }
    }

    /** Nothing of that vendor. */
    record Malformed(String detail) implements Reading {}
}
