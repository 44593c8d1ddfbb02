package com.parkhold.payment;

/** What the provider was seen to say about a payment, whenever and however often it was asked. */
public enum Sighting {
    /** A checkout is open. */
    OPENED,
    /** The amount is held. */
    AUTHORIZED,
    /** The amount is taken. */
    CAPTURED,
    /** The checkout is closed without payment. */
    EXPIRED,
    /** What was held is released, or the attempt was given up. */
    CANCELED,
    /** Refused for good. */
    DECLINED
}
