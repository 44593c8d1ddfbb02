package com.parkhold.reservation.saga;

import com.parkhold.reservation.ReadingReservations;
import com.parkhold.reservation.Reservation;
import com.parkhold.reservation.ReservationStatus;
import com.parkhold.reservation.neighbours.Payments;
import org.springframework.stereotype.Service;

/**
 * Asks payment what became of an open checkout, because its driver says that it is paid. Only payment's own word counts,
 * and it counts at once; the event that follows finds it done. Where payment is away, nothing changes.
 */
@Service
public class RefreshingPayment {

    private final ReadingReservations reading;
    private final Payments payments;
    private final SagaRunner saga;

    RefreshingPayment(ReadingReservations reading, Payments payments, SagaRunner saga) {
        this.reading = reading;
        this.payments = payments;
        this.saga = saga;
    }

    /** Brings a reservation that waits for its money up to date. */
    public void refresh(String id) {
        if (!isPending(id)) {
            return;
        }
        payments.refresh(id).flatMap(SagaRunner::heard).ifPresent(signal -> saga.send(id, signal));
    }

    private boolean isPending(String id) {
        return reading.one(id, Reservation::status)
                .filter(ReservationStatus.PAYMENT_PENDING::equals)
                .isPresent();
    }
}
