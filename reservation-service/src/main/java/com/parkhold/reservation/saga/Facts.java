package com.parkhold.reservation.saga;

import com.parkhold.common.contract.ReservationAwaitingPayment;
import com.parkhold.common.contract.ReservationCancelled;
import com.parkhold.common.contract.ReservationCheckedIn;
import com.parkhold.common.contract.ReservationCompleted;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.ReservationEvent;
import com.parkhold.common.contract.ReservationExpired;
import com.parkhold.common.contract.ReservationHoldElapsed;
import com.parkhold.common.contract.ReservationNoShow;
import com.parkhold.common.contract.ReservationPaymentUnwanted;
import com.parkhold.common.contract.ReservationRejected;
import com.parkhold.reservation.Agreement;
import com.parkhold.reservation.Reservation;
import com.parkhold.reservation.saga.Command.Fact;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the facts of a reservation into the words of the contract. */
final class Facts {

    private Facts() {}

    static ReservationEvent of(Fact fact, Reservation reservation) {
        String id = reservation.id();
        String lot = reservation.lotId();
        String user = reservation.userId();
        String email = reservation.email();
        return switch (fact) {
            case AWAITING_PAYMENT -> awaitingPayment(reservation);
            case HOLD_ELAPSED -> new ReservationHoldElapsed(id, lot);
            case CONFIRMED -> new ReservationConfirmed(Terms.of(reservation));
            case REJECTED -> new ReservationRejected(id, lot, reason(reservation));
            case EXPIRED -> new ReservationExpired(id, lot, user, email);
            case CANCELLED -> cancelled(reservation);
            case NO_SHOW -> noShow(reservation);
            case PAYMENT_UNWANTED ->
                new ReservationPaymentUnwanted(
                        id, lot, user, email, reservation.status().name());
            case CHECKED_IN -> new ReservationCheckedIn(id, lot);
            case COMPLETED -> new ReservationCompleted(id, lot);
        };
    }

    private static ReservationEvent awaitingPayment(Reservation reservation) {
        Agreement agreed = reservation.agreed();
        return new ReservationAwaitingPayment(
                reservation.id(),
                reservation.lotId(),
                reservation.userId(),
                reservation.email(),
                Terms.description(reservation),
                agreed.amountMinor(),
                agreed.currency(),
                agreed.holdExpiresAt(),
                Terms.paymentMethods(reservation));
    }

    private static ReservationEvent cancelled(Reservation reservation) {
        return new ReservationCancelled(
                reservation.id(),
                reservation.lotId(),
                reservation.userId(),
                reservation.email(),
                orNothing(reservation.ending().refundMinor()),
                orNothing(reservation.ending().feeMinor()),
                reservation.agreed().currency(),
                Objects.requireNonNullElse(reservation.ending().by(), "system"),
                reason(reservation));
    }

    private static ReservationEvent noShow(Reservation reservation) {
        return new ReservationNoShow(
                reservation.id(),
                reservation.lotId(),
                reservation.userId(),
                reservation.email(),
                orNothing(reservation.ending().refundMinor()),
                orNothing(reservation.ending().feeMinor()),
                reservation.agreed().currency());
    }

    private static String reason(Reservation reservation) {
        return Objects.requireNonNullElse(
                reservation.ending().reason(), reservation.status().name());
    }

    private static long orNothing(@Nullable Long minor) {
        return minor == null ? 0 : minor;
    }
}
