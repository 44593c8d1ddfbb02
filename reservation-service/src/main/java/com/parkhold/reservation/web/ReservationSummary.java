package com.parkhold.reservation.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.parkhold.common.money.Money;
import com.parkhold.reservation.Agreement;
import com.parkhold.reservation.Reservation;
import com.parkhold.reservation.ReservationStatus;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reservation as a list shows it, and the part of it that every view shares.
 *
 * @param permit what its driver says entitles the car to its category, for the operator to check where it stands
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReservationSummary(
        String reservationId,
        String status,
        String lotId,
        String userId,
        String vehicleId,
        String plate,
        String vehicleType,
        @Nullable String permit,
        @Nullable String spotType,
        Instant startTime,
        Instant endTime,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable Instant holdExpiresAt,
        @Nullable String paymentToken,
        @Nullable String paymentUrl,
        @Nullable Spot assignedSpot,
        @Nullable BigDecimal refund,
        @Nullable BigDecimal fee,
        @Nullable BigDecimal finalCharge,
        @Nullable String endReason) {

    static ReservationSummary from(Reservation reservation) {
        Agreement agreed = reservation.agreement();
        boolean pending = reservation.status() == ReservationStatus.PAYMENT_PENDING;
        return new ReservationSummary(
                reservation.id(),
                reservation.status().name(),
                reservation.lotId(),
                reservation.userId(),
                reservation.vehicleId(),
                reservation.plate(),
                reservation.vehicleType(),
                reservation.permit(),
                agreed == null ? null : agreed.spotClass(),
                reservation.window().start(),
                reservation.window().end(),
                agreed == null ? null : agreed.price().decimal(),
                agreed == null ? null : agreed.currency(),
                agreed == null ? null : agreed.holdExpiresAt(),
                pending ? reservation.paymentToken() : null,
                pending ? reservation.paymentUrl() : null,
                Spot.of(reservation),
                decimal(reservation.ending().refundMinor(), agreed),
                decimal(reservation.ending().feeMinor(), agreed),
                decimal(reservation.ending().finalChargeMinor(), agreed),
                reservation.ending().reason());
    }

    static @Nullable BigDecimal decimal(@Nullable Long minor, @Nullable Agreement agreed) {
        return minor == null || agreed == null ? null : new Money(minor, agreed.currency()).decimal();
    }

    /** Where to park. */
    record Spot(String spotId, String floor) {
        static @Nullable Spot of(Reservation reservation) {
            String spotId = reservation.spotId();
            String floor = reservation.floor();
            return spotId == null || floor == null ? null : new Spot(spotId, floor);
        }
    }
}
