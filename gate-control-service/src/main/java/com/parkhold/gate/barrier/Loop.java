package com.parkhold.gate.barrier;

/** A loop in the ground of a lane. */
public enum Loop {
    /** Before the arm. */
    ARMING,
    /** Under the arm. */
    SAFETY,
    /** Behind the arm: its fall means that a car is through. */
    PASSAGE
}
