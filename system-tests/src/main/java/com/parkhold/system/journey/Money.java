package com.parkhold.system.journey;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/** Amounts of the demo lots, whose currency has two decimals. */
public final class Money {

    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(2);

    private Money() {}

    /** Minor units of an amount in major ones. */
    public static long minor(BigDecimal major) {
        return major.movePointRight(2).longValueExact();
    }

    /** The share of what was paid that belongs to the time after a departure, unrounded, in minor units. */
    public static BigDecimal unused(BigDecimal paid, Instant start, Instant end, Instant departure) {
        long left = Duration.between(departure, end).toMillis();
        long booked = Duration.between(start, end).toMillis();
        return paid.movePointRight(2)
                .multiply(BigDecimal.valueOf(left))
                .divide(BigDecimal.valueOf(booked), 6, RoundingMode.HALF_UP);
    }

    /**
     * Whether a refund is that of a departure between two moments; a cent either way is rounding, and the gate counts
     * a car a little after it has left the last loop.
     *
     * @param refund minor units
     */
    public static boolean isProrated(
            long refund, BigDecimal paid, Instant start, Instant end, Instant notBefore, Instant notAfter) {
        BigDecimal most = unused(paid, start, end, notBefore).add(BigDecimal.ONE);
        BigDecimal least =
                unused(paid, start, end, notAfter.plus(COUNTED_WITHIN)).subtract(BigDecimal.ONE);
        BigDecimal seen = BigDecimal.valueOf(refund);
        return seen.compareTo(least) >= 0 && seen.compareTo(most) <= 0;
    }
}
