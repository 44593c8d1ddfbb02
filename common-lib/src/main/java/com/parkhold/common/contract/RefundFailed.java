package com.parkhold.common.contract;

/** A refund failed at the provider, finally; an operator has to act. */
public record RefundFailed(
        String reservationId, String lotId, String refundId, long amountMinor, String currency, String reason)
        implements PaymentEvent {}
