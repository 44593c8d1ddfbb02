package com.parkhold.common.contract;

/** Facts about reservations, stated by reservation-service. */
public sealed interface ReservationEvent extends Event
        permits ReservationAwaitingPayment,
                ReservationHoldElapsed,
                ReservationConfirmed,
                ReservationRejected,
                ReservationExpired,
                ReservationCancelled,
                ReservationNoShow,
                ReservationPaymentUnwanted,
                ReservationCheckedIn,
                ReservationCompleted {

    String reservationId();

    @Override
    default String aggregateId() {
        return reservationId();
    }
}
