package com.parkhold.common.contract;

/** What a stay cost beyond its booking was taken from the stored card. */
public record StayCharged(String reservationId, String lotId, long amountMinor, String currency)
        implements PaymentEvent {}
