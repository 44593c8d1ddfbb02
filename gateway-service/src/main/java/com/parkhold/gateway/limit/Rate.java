package com.parkhold.gateway.limit;

/**
 * A token bucket's size.
 *
 * @param perSecond how fast it refills
 * @param burst how much it holds
 */
public record Rate(int perSecond, int burst) {

    /** Refuses what would let nobody, or everybody, through. */
    public Rate {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("a rate and its burst are at least 1");
        }
    }
}
