package com.parkhold.gate.lane;

import java.time.Instant;

/** States what operators did to the set-up of lanes, in the running transaction. */
public interface LaneAudit {

    /** Somebody described the lane as it is now. */
    void configured(Lane lane, String actor, Instant at);
}
