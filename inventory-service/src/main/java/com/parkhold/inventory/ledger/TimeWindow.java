package com.parkhold.inventory.ledger;

import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param start its first instant
 * @param end the first instant after it
 */
public record TimeWindow(Instant start, Instant end) {

    /** Refuses a window that holds no time. */
    public TimeWindow {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("A window ends after it starts");
        }
    }
}
