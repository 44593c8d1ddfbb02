package com.parkhold.common.contract;

/** Paid for and certain: the hold becomes a booking, the authorisation is captured, the gate expects the car. */
public record ReservationConfirmed(StayTerms terms) implements ReservationEvent {
    @Override
    public String reservationId() {
        return terms.reservationId();
    }

    @Override
    public String lotId() {
        return terms.lotId();
    }
}
