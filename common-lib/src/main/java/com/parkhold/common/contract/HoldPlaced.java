package com.parkhold.common.contract;

import java.time.Instant;

/** Room is held for a reservation. */
public record HoldPlaced(
        String reservationId, String lotId, String spotClass, Instant startTime, Instant endTime, Instant holdExpiresAt)
        implements InventoryEvent {
    @Override
    public String aggregateId() {
        return reservationId;
    }
}
