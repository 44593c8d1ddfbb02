package com.parkhold.gate.pass;

/** The rung of the ladder on which something was decided. */
public enum Level {
    /** The database: the arbiter of all instances. */
    L0,
    /** A claim in Redis and the local journal. */
    L1,
    /** What this machine remembers, and the local journal. */
    L2,
    /** An operator, by hand. */
    L3
}
