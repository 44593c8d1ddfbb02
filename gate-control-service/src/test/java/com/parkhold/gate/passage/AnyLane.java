package com.parkhold.gate.passage;

import com.parkhold.gate.lane.BarrierSetup;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.lane.LoopInputs;
import java.time.Duration;
import java.util.Set;

/** Lanes that tests begin with, wired to all loops. */
final class AnyLane {

    private AnyLane() {}

    static Lane exit(String gateId) {
        return lane(gateId, Direction.EXIT);
    }

    static Lane entry(String gateId) {
        return lane(gateId, Direction.ENTRY);
    }

    private static Lane lane(String gateId, Direction direction) {
        BarrierSetup barrier = new BarrierSetup(
                "waveshare", "127.0.0.1", 502, 1, 0, null, Duration.ofMillis(500), new LoopInputs(0, 1, 2, Set.of()));
        return new Lane("lot-1", gateId, direction, null, barrier, null, null, 1);
    }
}
