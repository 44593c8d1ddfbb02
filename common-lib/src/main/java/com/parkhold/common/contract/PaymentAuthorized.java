package com.parkhold.common.contract;

import java.time.Instant;

/** The provider holds the amount for us; nothing is taken yet. */
public record PaymentAuthorized(
        String reservationId, String lotId, long amountMinor, String currency, Instant authorizedAt)
        implements PaymentEvent {}
