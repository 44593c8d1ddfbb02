package com.parkhold.payment;

import org.jspecify.annotations.Nullable;

/**
 * What the provider says about a refund.
 *
 * @param refundId our own name of it, if it is ours
 */
public record RefundSnapshot(
        String providerId,
        @Nullable String refundId,
        State state,
        long amountMinor,
        @Nullable String failure) {

    /** How far it has come. */
    public enum State {
        PENDING,
        SUCCEEDED,
        FAILED
    }
}
