package com.parkhold.payment;

import org.jspecify.annotations.Nullable;

/**
 * What the provider says about one attempt to take money.
 *
 * @param heldMinor what could be captured, minor units
 * @param takenMinor what was captured
 */
public record IntentSnapshot(
        String id,
        State state,
        long heldMinor,
        long takenMinor,
        String currency,
        @Nullable String customerId,
        @Nullable String paymentMethodId,
        @Nullable String failure) {

    /** How far it has come. */
    public enum State {
        /** Needs something of the driver: a card, another card, an authentication. */
        UNPAID,
        /** The provider is at it. */
        PROCESSING,
        HELD,
        TAKEN,
        CANCELED
    }
}
