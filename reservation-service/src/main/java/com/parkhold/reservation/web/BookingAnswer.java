package com.parkhold.reservation.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.parkhold.reservation.Agreement;
import com.parkhold.reservation.Reservation;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a driver gets for a booking; without token and address while payment is away. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BookingAnswer(
        String reservationId,
        String status,
        BigDecimal amount,
        String currency,
        @Nullable String paymentToken,
        @Nullable String paymentUrl,
        Instant holdExpiresAt) {

    static BookingAnswer from(Reservation reservation) {
        Agreement agreed = reservation.agreed();
        return new BookingAnswer(
                reservation.id(),
                reservation.status().name(),
                agreed.price().decimal(),
                agreed.currency(),
                reservation.paymentToken(),
                reservation.paymentUrl(),
                agreed.holdExpiresAt());
    }
}
