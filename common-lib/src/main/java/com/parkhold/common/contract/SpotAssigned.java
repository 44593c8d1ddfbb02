package com.parkhold.common.contract;

/** The exact spot for a reservation; a later one replaces it. */
public record SpotAssigned(String reservationId, String lotId, String spotId, String floor, String spotClass)
        implements InventoryEvent {
    @Override
    public String aggregateId() {
        return reservationId;
    }
}
