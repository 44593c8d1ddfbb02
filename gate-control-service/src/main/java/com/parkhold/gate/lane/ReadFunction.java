package com.parkhold.gate.lane;

/** How a controller is read. */
public enum ReadFunction {
    /** Coils. */
    FC01,
    /** Discrete inputs. */
    FC02,
    /** Holding registers. */
    FC03,
    /** Input registers. */
    FC04
}
