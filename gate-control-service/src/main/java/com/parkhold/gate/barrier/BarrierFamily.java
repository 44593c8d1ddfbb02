package com.parkhold.gate.barrier;

import com.parkhold.gate.lane.BarrierSetup;

/** Barriers that are spoken to in one language. */
public interface BarrierFamily {

    /** Whether controllers of that profile speak it. */
    boolean knows(String profile);

    /** Begins to connect, and goes on until it is closed; never waits. */
    Barrier connect(BarrierSetup setup);
}
