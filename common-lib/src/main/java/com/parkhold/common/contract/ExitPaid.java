package com.parkhold.common.contract;

import java.time.Instant;

/**
 * A driver paid at the exit, on the page that its display showed.
 *
 * @param sessionId the stay that it was paid for
 * @param paidMinor all that was paid at the exit for this stay so far
 * @param settledUntil until when the car may leave without owing more
 */
public record ExitPaid(
        String reservationId, String lotId, String sessionId, long paidMinor, String currency, Instant settledUntil)
        implements PaymentEvent {}
