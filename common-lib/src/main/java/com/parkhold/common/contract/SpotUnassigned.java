package com.parkhold.common.contract;

/** The exact spot of a reservation was taken from it, and there is no other yet; one that is found later is assigned. */
public record SpotUnassigned(String reservationId, String lotId) implements InventoryEvent {
    @Override
    public String aggregateId() {
        return reservationId;
    }
}
