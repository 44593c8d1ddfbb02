package com.parkhold.common.contract;

/** Room that was held or booked for a reservation is free again. */
public record HoldReleased(String reservationId, String lotId, String spotClass, String reason)
        implements InventoryEvent {
    @Override
    public String aggregateId() {
        return reservationId;
    }
}
