package com.parkhold.system.audit;

import com.parkhold.system.audit.Evidence.Reservation;
import com.parkhold.system.audit.Evidence.StayMoney;
import java.util.List;
import java.util.Optional;

/**
 * What a booking came to whose money was held and could not be taken: as much as it would have kept is taken from the
 * stored card, or owed. Minor units.
 *
 * @param due what it would have kept
 * @param taken from the stored card, or on a debt's page
 */
record UnpaidBooking(long due, long taken, long owed) {

    /** Empty where the money was not lost. */
    static Optional<UnpaidBooking> of(Evidence evidence, Reservation reservation) {
        boolean lost = evidence.payments().stream()
                .filter(payment -> payment.reservationId().equals(reservation.id()))
                .anyMatch(payment -> List.of("FAILED", "VOIDED").contains(payment.status()));
        StayMoney money = moneyOf(evidence, reservation);
        return lost
                ? Optional.of(new UnpaidBooking(due(evidence, reservation), money.taken(), money.owed()))
                : Optional.empty();
    }

    /** What was taken or is owed under the booking's own name, beside its payment. */
    static StayMoney moneyOf(Evidence evidence, Reservation reservation) {
        String name = "booking-" + reservation.id();
        return evidence.stayMoney().stream()
                .filter(money -> money.sessionId().equals(name))
                .findFirst()
                .orElse(new StayMoney(name, 0, 0));
    }

    boolean isInOrder() {
        return taken + owed == due;
    }

    @Override
    public String toString() {
        return "its money was lost: %d would have been kept, %d taken instead, %d owed".formatted(due, taken, owed);
    }

    /** A stay costs its price less what goes back of it, once it is over; what was called off costs its fee. */
    private static long due(Evidence evidence, Reservation reservation) {
        if (reservation.isIn("CANCELLED", "NO_SHOW")) {
            return reservation.fee();
        }
        boolean isOver = evidence.sessionsOf(reservation.id()).stream()
                .anyMatch(session -> session.status().equals("CLOSED"));
        long back = evidence.sessionsOf(reservation.id()).stream()
                .mapToLong(session -> session.refund() + session.credit())
                .sum();
        return isOver ? reservation.amount() - back : 0;
    }
}
