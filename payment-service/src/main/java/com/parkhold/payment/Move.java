package com.parkhold.payment;

/** What a sighting does to a payment's status. */
public sealed interface Move {

    /** On to another status. */
    record To(PaymentStatus next) implements Move {}

    /** Known already, or older than what is known. */
    record Stay() implements Move {}

    /** Cannot be: the provider's word contradicts what it said before. */
    record Refused(String reason) implements Move {}
}
