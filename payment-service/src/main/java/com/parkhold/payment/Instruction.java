package com.parkhold.payment;

/**
 * What the reservation wants done with the money, in the order in which a booking can come to want it. A later one
 * replaces an earlier one and never the other way, so instructions may be repeated and may arrive late.
 */
public enum Instruction {
    /** Let the driver pay. */
    COLLECT,
    /** Let nobody pay any more; what was paid before that stays for the reservation to decide. */
    CLOSE,
    /** The stay is certain: take what is held. */
    CAPTURE,
    /** Called off at a price: take what is held, then give back the agreed part. */
    SETTLE,
    /** Called off for nothing: let go what is held, give back all that was taken. */
    RELEASE
}
