package com.parkhold.common.contract;

/** The authorised amount could not be taken, finally: the stay is not paid. */
public record PaymentFailed(String reservationId, String lotId, String reason) implements PaymentEvent {}
