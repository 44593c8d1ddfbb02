package com.parkhold.gate.barrier;

import com.parkhold.gate.lane.BarrierSetup;

/** Connects barriers. */
public interface Barriers {

    /** Begins to connect, and goes on until it is closed; never waits. */
    Barrier connect(BarrierSetup setup);

    /** Whether there is a profile of that name. */
    boolean knows(String profile);
}
