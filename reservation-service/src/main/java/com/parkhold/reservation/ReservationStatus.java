package com.parkhold.reservation;

/** The states of a reservation; {@link Transitions} says how it moves between them. */
public enum ReservationStatus {
    /** Asked for; whether there is room is not known yet. */
    REQUESTED,
    /** Room is held until a known instant; no money is certain yet. */
    PAYMENT_PENDING,
    /** The money is certain and the gate expects the car. */
    CONFIRMED,
    /** The car is inside. */
    CHECKED_IN,
    /** The car has left and the stay is settled. */
    COMPLETED,
    /** No room, or given up before any room was known. */
    REJECTED,
    /** Never paid, and it can be paid no more. */
    EXPIRED,
    /** Given back by the driver, the operator or for want of payment. */
    CANCELLED,
    /** Paid, never used, and it can be used no more. */
    NO_SHOW
}
