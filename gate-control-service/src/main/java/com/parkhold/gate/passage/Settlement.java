package com.parkhold.gate.passage;

import org.jspecify.annotations.Nullable;

/**
 * What leaving comes to, in minor units.
 *
 * @param finalChargeMinor all that the stay costs beyond its booking
 * @param settled false where session-service has not said so in time: then it is what the stay's own terms come to
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
        @Nullable String paymentUrl) {

    /** The same for a car that has to pay here, while its page is still being asked for. */
    public Settlement awaitingPage() {
        return new Settlement(
                finalChargeMinor,
                refundMinor,
                creditMinor,
                currency,
                false,
                false,
                paidMinor,
                finalChargeMinor - paidMinor,
                null);
    }

    /** Whether its page may come in a moment. */
    public boolean awaitsPage() {
        return !mayLeave && !settled;
    }

    /** Whether its car stays until that is paid: nobody is kept who could not pay, but for the moment in which it shows. */
    boolean keepsUntilPaid() {
        return !mayLeave && (paymentUrl != null || awaitsPage());
    }
}
