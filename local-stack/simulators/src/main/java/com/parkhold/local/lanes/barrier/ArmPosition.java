package com.parkhold.local.lanes.barrier;

/** Where the arm is, or what it is doing. */
public enum ArmPosition {
    CLOSED,
    OPENING,
    OPEN,
    CLOSING,
    STOPPED
}
