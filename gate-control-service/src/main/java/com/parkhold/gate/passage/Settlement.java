package com.parkhold.gate.passage;

/**
 * What leaving comes to, in minor units.
 *
 * @param settled false where session-service did not say so in time: then it is what the stay's own terms come to
 */
public record Settlement(
        long finalChargeMinor,
        long refundMinor,
        long creditMinor,
        String currency,
        boolean mayLeave,
        boolean settled) {}
