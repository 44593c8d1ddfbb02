package com.parkhold.inventory.ledger;

/** What became of a request for room or of a signal. */
public sealed interface Outcome {

    /** It took effect; the hold is as it is now. */
    record Applied(Hold hold) implements Outcome {}

    /** It had taken effect before, or no longer matters. */
    record AlreadyApplied(Hold hold) implements Outcome {}

    /** Nothing changed. */
    record Refused(Reason reason) implements Outcome {}
}
