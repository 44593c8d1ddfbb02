package com.parkhold.gate.camera;

import java.util.List;

/** What a push said. */
public sealed interface Reading {

    /**
     * Something of that vendor.
     *
     * @param reads may be empty: heartbeats
     * @param raw the event as it came, without pictures
     */
    record Understood(List<PlateRead> reads, String raw) implements Reading {
        public Understood {
            reads = List.copyOf(reads);
        }
    }

    /** Nothing of that vendor. */
    record Malformed(String detail) implements Reading {}
}
