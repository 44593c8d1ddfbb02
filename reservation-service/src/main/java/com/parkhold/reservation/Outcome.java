package com.parkhold.reservation;

/** What a signal came to. */
public sealed interface Outcome {

    /** It took effect; the reservation is now {@code next}, which may be the state it was in. */
    record Applied(ReservationStatus next) implements Outcome {}

    /** It, or what it leads to, took effect before: nothing to do. */
    record AlreadyApplied() implements Outcome {}

    /** It does not fit this state and changes nothing. */
    record Refused(String reason) implements Outcome {}
}
