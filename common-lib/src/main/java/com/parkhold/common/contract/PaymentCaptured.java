package com.parkhold.common.contract;

/** The amount was taken. */
public record PaymentCaptured(String reservationId, String lotId, long amountMinor, String currency)
        implements PaymentEvent {}
