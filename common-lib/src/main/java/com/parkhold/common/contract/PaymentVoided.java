package com.parkhold.common.contract;

/** The authorisation was given back; nothing was taken. */
public record PaymentVoided(String reservationId, String lotId, long amountMinor, String currency)
        implements PaymentEvent {}
