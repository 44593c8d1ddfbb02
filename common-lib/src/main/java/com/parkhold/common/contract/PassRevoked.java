package com.parkhold.common.contract;

/** A gate pass can no longer admit a car. */
public record PassRevoked(String reservationId, String lotId, String reason) implements GateEvent {
    @Override
    public String aggregateId() {
        return reservationId;
    }
}
