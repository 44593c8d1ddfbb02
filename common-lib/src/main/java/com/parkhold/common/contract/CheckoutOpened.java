package com.parkhold.common.contract;

/** A hosted checkout is open. */
public record CheckoutOpened(String reservationId, String lotId, String paymentToken, String paymentUrl)
        implements PaymentEvent {}
