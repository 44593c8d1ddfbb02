package com.parkhold.common.contract;

/** A reservation's state after an internal command. */
public record ReservationState(String reservationId, String status) {}
