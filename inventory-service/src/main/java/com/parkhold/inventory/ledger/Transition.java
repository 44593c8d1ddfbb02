package com.parkhold.inventory.ledger;

/** What a signal means for a state. */
public sealed interface Transition {

    /** It leads to a state, which may be the same one with other content. */
    record Moved(HoldState to) implements Transition {}

    /** It has happened before or no longer matters. */
    record Ignored() implements Transition {}

    /** It must not happen. */
    record Rejected(Reason reason) implements Transition {}
}
