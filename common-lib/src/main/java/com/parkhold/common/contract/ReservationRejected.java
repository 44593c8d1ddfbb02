package com.parkhold.common.contract;

/** The booking was refused or given up before payment; whatever may be held for it is to be released. */
public record ReservationRejected(String reservationId, String lotId, String reason) implements ReservationEvent {}
