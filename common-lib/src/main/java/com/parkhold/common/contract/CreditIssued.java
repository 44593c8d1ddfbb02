package com.parkhold.common.contract;

/** A credit for a later booking was given instead of a refund. */
public record CreditIssued(String reservationId, String lotId, String userId, long amountMinor, String currency)
        implements PaymentEvent {}
