package com.parkhold.common.contract;

/** The car has left and the stay is settled. */
public record ReservationCompleted(String reservationId, String lotId) implements ReservationEvent {}
