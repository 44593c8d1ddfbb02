package com.parkhold.local.lanes.barrier;

/** Which input of the controller each detector is wired to, in every profile. */
public enum LoopInput {
    PASSAGE(0),
    SAFETY(1),
    ARMING(2),
    OPEN_LIMIT(3),
    CLOSED_LIMIT(4);

    private final int number;

    LoopInput(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
