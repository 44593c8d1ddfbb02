package com.parkhold.inventory.ledger;

/** What can be asked of, or heard about, a hold. Each may come twice and out of order. */
public enum HoldSignal {
    /** A reservation asks for room. */
    HOLD,
    /** A reservation whose hold was released asks again, because its money came late. */
    HOLD_AGAIN,
    /** The reservation is confirmed. */
    CONFIRM,
    /** The reservation was confirmed, and something newer was heard of it before. */
    CONFIRM_LATE,
    /** The reservation was rejected, expired, was cancelled, or nobody came. */
    RELEASE,
    /** The reservation expired unpaid, and something newer was heard of it before. */
    RELEASE_LATE,
    /** The car is inside. */
    ENTER,
    /** The car backed out before the passage loop. */
    VOID_ENTRY,
    /** The car is still inside though its room is used up. */
    OVERSTAY,
    /** The stay is to end at another time. */
    AMEND,
    /** The car has left. */
    LEAVE
}
