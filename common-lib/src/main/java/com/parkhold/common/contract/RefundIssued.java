package com.parkhold.common.contract;

/**
 * The provider accepted a refund.
 *
 * @param purpose why: CANCELLATION, NO_SHOW, EARLY_DEPARTURE or UNWANTED
 */
public record RefundIssued(
        String reservationId, String lotId, String refundId, long amountMinor, String currency, String purpose)
        implements PaymentEvent {}
