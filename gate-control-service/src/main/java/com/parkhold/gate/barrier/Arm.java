package com.parkhold.gate.barrier;

/** Where the arm is, as the barrier itself says. */
public enum Arm {
    OPEN,
    CLOSED,
    OPENING,
    CLOSING,
    STOPPED,
    /** It does not know, or is finding out. */
    UNKNOWN
}
