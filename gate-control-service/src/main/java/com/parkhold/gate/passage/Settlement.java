package com.parkhold.gate.passage;

import org.jspecify.annotations.Nullable;

/**
 * What leaving comes to, in minor units.
 *
 * @param finalChargeMinor all that the stay costs beyond its booking
 * @param settled false where session-service did not say so in time: then it is what the stay's own terms come to
 * @param paidMinor what was paid of the charge at the exit
 * @param dueMinor what is to be paid before the barrier opens
 * @param paymentUrl where the driver pays that
 */
public record Settlement(
        long finalChargeMinor,
        long refundMinor,
        long creditMinor,
        String currency,
        boolean mayLeave,
        boolean settled,
        long paidMinor,
        long dueMinor,
        @Nullable String paymentUrl) {}
