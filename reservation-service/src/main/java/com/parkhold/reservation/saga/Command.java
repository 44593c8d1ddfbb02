package com.parkhold.reservation.saga;

import com.parkhold.reservation.Revocation;

/** What the saga wants done next. */
public sealed interface Command {

    /** Done in the transaction of the signal. */
    sealed interface Local extends Command {}

    /** Asks a neighbour, after that transaction; the answer is the next signal. Each may be repeated. */
    sealed interface Call extends Command {}

    /** States a fact to everybody. */
    record Tell(Fact fact) implements Local {}

    /** Forgets the driver's key, so that the same request may try anew. */
    record FreeKey() implements Local {}

    /** Asks inventory for room. */
    record HoldRoom() implements Call {}

    /** Asks inventory whether there is still room for what expired and was paid after all. */
    record HoldRoomAgain() implements Call {}

    /** Asks payment for a checkout; if it is away, it opens one from the fact that payment is awaited. */
    record OpenCheckout() implements Call {}

    /** Asks the gate to let the car in no more; the gate may answer that it is inside. */
    record RevokePass(Revocation revocation) implements Call {}

    /** The facts that a reservation is stated by. */
    enum Fact {
        AWAITING_PAYMENT,
        HOLD_ELAPSED,
        CONFIRMED,
        REJECTED,
        EXPIRED,
        CANCELLED,
        NO_SHOW,
        PAYMENT_UNWANTED,
        CHECKED_IN,
        COMPLETED
    }
}
