package com.parkhold.gate.pass;

/** What a signal did to a pass. */
public sealed interface PassOutcome {

    /** The pass is in another state now. */
    record Applied(PassState to) implements PassOutcome {}

    /** It was so already, by the same cause. */
    record AlreadyApplied() implements PassOutcome {}

    /** It cannot be. */
    record Refused(Reason reason) implements PassOutcome {}

    /** Why it cannot be. */
    enum Reason {
        ALREADY_INSIDE,
        ALREADY_LEFT,
        NOT_INSIDE,
        REVOKED,
        /** Another gate event holds the pass. */
        OTHER_EVENT
    }
}
