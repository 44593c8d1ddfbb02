package com.parkhold.common.contract;

import java.time.Instant;

/** Somebody opened, closed or changed a lane by hand. */
public record LaneAudited(String lotId, String actor, String action, String target, String detail, Instant at)
        implements GateEvent {
    @Override
    public String aggregateId() {
        return lotId;
    }
}
