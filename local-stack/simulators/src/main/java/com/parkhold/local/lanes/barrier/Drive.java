package com.parkhold.local.lanes.barrier;

/** What a relay is wired to in the barrier's controller. */
public enum Drive {
    LIFT,
    STOP,
    CLOSE,
    /** Lifts a closed arm and closes an open one. */
    STEP,
    NOTHING
}
