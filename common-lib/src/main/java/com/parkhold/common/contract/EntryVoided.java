package com.parkhold.common.contract;

import java.time.Instant;

/** A car that was let in backed out before the passage loop: it never entered and may come again. */
public record EntryVoided(String reservationId, String lotId, String gateId, Instant at, String reason)
        implements GateEvent {
    @Override
    public String aggregateId() {
        return reservationId;
    }
}
