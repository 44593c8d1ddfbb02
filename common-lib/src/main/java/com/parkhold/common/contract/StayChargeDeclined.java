package com.parkhold.common.contract;

/** What a stay cost beyond its booking could not be taken; it is a debt now. */
public record StayChargeDeclined(String reservationId, String lotId, long amountMinor, String currency, String reason)
        implements PaymentEvent {}
