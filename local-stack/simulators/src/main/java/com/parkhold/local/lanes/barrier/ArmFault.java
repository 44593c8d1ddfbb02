package com.parkhold.local.lanes.barrier;

/** What is wrong with an arm, whatever its controller is told. */
public enum ArmFault {
    NONE,
    /** Does not rise: a broken spring, a tripped motor. */
    STAYS_DOWN,
    /** Does not come down. */
    STAYS_UP,
    /** Comes down by itself each time it is open: somebody lets it down by hand. Nothing holds it, not even a loop. */
    FALLS
}
