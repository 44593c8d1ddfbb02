package com.parkhold.local.lanes;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What shall go wrong in a lane. Faults of the wire replace each other, and so do those of the arm; all others add up; {@code none} ends all.
 *
 * @param delay for {@code slow} and {@code reordered-reads}; 2 s unless told
 * @param skew for {@code wrong-clock}: how far ahead, negative is behind; 90 s behind unless told
 * @param count for {@code duplicate-reads}: how often a read is pushed; twice unless told
 * @param freshIds for {@code duplicate-reads}: whether the copies are events with ids of their own
 * @param plate for {@code misread}: what is read instead; else one confusable character
 */
record FaultRequest(
        String fault,
        @Nullable Duration delay,
        @Nullable Duration skew,
        @Nullable Integer count,
        @Nullable Boolean freshIds,
        @Nullable String plate) {
    FaultRequest {
        Required.field(fault, "fault");
    }

    Duration delayOrUsual() {
        return delay == null ? Duration.ofSeconds(2) : delay;
    }

    Duration skewOrUsual() {
        return skew == null ? Duration.ofSeconds(-90) : skew;
    }

    int countOrUsual() {
        return count == null ? 2 : count;
    }
}
