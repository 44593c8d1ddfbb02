package com.parkhold.common.contract;

/** The hold's time is over. Payment closes the checkout first and says what it found; only then is room released. */
public record ReservationHoldElapsed(String reservationId, String lotId) implements ReservationEvent {}
