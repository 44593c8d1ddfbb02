package com.parkhold.local.lanes.barrier;

import java.time.Duration;

/**
 * How a barrier's own controller is set up.
 *
 * @param travel from closed to open, or back
 * @param afterPassage from the fall of the passage loop to the start of closing
 * @param withoutPassage how long it stays open for a car that does not come
 */
public record BarrierTiming(Duration travel, Duration afterPassage, Duration withoutPassage) {
    /** A fast lane barrier. */
    public static BarrierTiming usual() {
        return new BarrierTiming(Duration.ofMillis(400), Duration.ofMillis(300), Duration.ofSeconds(8));
    }
}
