package com.parkhold.common.contract;

import java.time.Instant;

/** A car has left. Carries the entry again, so that a session can be closed from this event alone. */
public record VehicleExited(
        String sessionId,
        String reservationId,
        String lotId,
        String gateId,
        String plate,
        Instant enteredAt,
        Instant exitedAt,
        String level,
        StayTerms terms)
        implements GateEvent {
    @Override
    public String aggregateId() {
        return reservationId;
    }
}
