package com.parkhold.gate.pass;

/** Where a pass stands. */
public enum PassState {
    /** Paid for; its car may come. */
    EXPECTED,
    /** The barrier was told to open for its car; nobody has seen it pass. */
    ADMITTED,
    /** Its car is inside. */
    INSIDE,
    /** The exit barrier was told to open for its car; nobody has seen it pass. */
    LEAVING,
    /** Its car has left. */
    OUT,
    /** Cancelled, expired or a no-show: it admits no car. */
    REVOKED;

    /** Its car may be on the premises. */
    public boolean isUsed() {
        return this == ADMITTED || this == INSIDE || this == LEAVING;
    }
}
