package com.parkhold.gate.barrier;

import java.util.Map;

/**
 * What is known of a barrier.
 *
 * @param loops by loop, whether a car stands on it; empty while nothing is known
 */
public record BarrierStatus(boolean connected, boolean keptOpen, Map<Loop, Boolean> loops) {

    /** Whether a car is known to stand on a loop. */
    public boolean isOccupied() {
        return loops.containsValue(true);
    }
}
