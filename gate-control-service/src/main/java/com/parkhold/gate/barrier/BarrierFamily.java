package com.parkhold.gate.barrier;

import com.parkhold.gate.lane.BarrierSetup;

/** Barriers that are spoken to in one language. */
public interface BarrierFamily {

    /** Whether controllers of that profile speak it. */
    boolean knows(String profile);

    /**
     * Begins to connect, and goes on until it is closed; never waits.
     *
     * @param staysOpen whether it is kept open from its first connection on
     */
    Barrier connect(BarrierSetup setup, boolean staysOpen);
}
