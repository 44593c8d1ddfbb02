package com.parkhold.common.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How paying at the exit stands.
 *
 * @param paidMinor all that was paid at the exit for this stay so far
 * @param dueMinor what is to be paid on the page, if it can be paid
 * @param paymentUrl the page, the same for the whole stay; only while it can be paid
 * @param settledUntil until when what was paid settles the stay, if anything was paid
 */
public record ExitPaymentAnswer(
        State state,
        long paidMinor,
        long dueMinor,
        @Nullable String paymentUrl,
        @Nullable Instant settledUntil) {

    /** Whether the car waits. */
    public enum State {
        /** Nothing more is due. */
        PAID,
        /** It can be paid now. */
        PAYABLE,
        /** It cannot be paid now, through no fault of the driver's. */
        UNAVAILABLE
    }
}
