package com.parkhold.reservation.web;

import com.parkhold.common.money.Money;
import com.parkhold.reservation.Reservation;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What cancelling came to. */
record CancellationAnswer(String reservationId, String status, BigDecimal refund, BigDecimal fee, String currency) {

    static CancellationAnswer from(Reservation reservation) {
        String currency = reservation.agreed().currency();
        return new CancellationAnswer(
                reservation.id(),
                reservation.status().name(),
                decimal(reservation.ending().refundMinor(), currency),
                decimal(reservation.ending().feeMinor(), currency),
                currency);
    }

    private static BigDecimal decimal(@Nullable Long minor, String currency) {
        return new Money(minor == null ? 0 : minor, currency).decimal();
    }
}
