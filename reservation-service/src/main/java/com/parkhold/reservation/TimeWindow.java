package com.parkhold.reservation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When a stay is booked for.
 *
 * @param start first instant of the stay
 * @param end first instant after it
 */
@Embeddable
public record TimeWindow(
        @Column(name = "start_time") Instant start,
        @Column(name = "end_time") Instant end) {

    /** Keeps microseconds, as the database does, and refuses a window that ends before it begins. */
    public TimeWindow {
        start = start.truncatedTo(ChronoUnit.MICROS);
        end = end.truncatedTo(ChronoUnit.MICROS);
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("A window ends after its start");
        }
    }

    public Duration length() {
        return Duration.between(start, end);
    }
}
