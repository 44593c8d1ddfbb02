package com.parkhold.common.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A car is inside: its barrier opened and the passage loop fell, or a gate client reported it.
 *
 * @param sessionId made by the gate, so that a stay has one name even while no other service answers
 * @param spotId the exact spot the driver was sent to, if one was known
 * @param level the rung of the ladder (L0 to L3) on which it was decided
 */
public record VehicleEntered(
        String sessionId,
        String reservationId,
        String lotId,
        String gateId,
        String plate,
        Instant enteredAt,
        @Nullable String spotId,
        String level,
        StayTerms terms)
        implements GateEvent {
    @Override
    public String aggregateId() {
        return reservationId;
    }
}
