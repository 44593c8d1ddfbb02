package com.parkhold.common.contract;

/** The provider confirmed that this reservation's checkout can take no money any more. */
public record CheckoutExpired(String reservationId, String lotId) implements PaymentEvent {}
