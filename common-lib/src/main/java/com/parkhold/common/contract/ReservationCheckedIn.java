package com.parkhold.common.contract;

/** The car is inside. */
public record ReservationCheckedIn(String reservationId, String lotId) implements ReservationEvent {}
