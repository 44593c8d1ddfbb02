package com.parkhold.system.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of the outside contract, as far as a client needs them. Money is in major units. */
public final class Documents {

    private Documents() {}

    /** {@code POST /v1/reservations}. */
    public record BookingRequest(
            String userId, String vehicleId, String lotId, String vehicleType, Instant startTime, Instant endTime) {}

    /** Its answer; token and address are absent while the provider does not answer. */
    public record Booking(
            String reservationId,
            String status,
            BigDecimal amount,
            String currency,
            @Nullable String paymentToken,
            @Nullable String paymentUrl,
            Instant holdExpiresAt) {}

    /** What is free in a lot for a window. */
    public record Availability(String lotId, boolean available, List<SpotType> spotTypes) {
        /** How many are free in a class; 0 if it is not named. */
        public int count(String type) {
            return spotTypes.stream()
                    .filter(one -> one.type().equals(type))
                    .mapToInt(SpotType::count)
                    .sum();
        }
    }

    /** A class in an availability. */
    public record SpotType(String type, int count, BigDecimal priceEstimate, String currency) {}

    /** {@code GET /v1/reservations/{id}}. */
    public record Reservation(
            String reservationId,
            String status,
            String lotId,
            String userId,
            String plate,
            Instant startTime,
            Instant endTime,
            @Nullable BigDecimal amount,
            @Nullable String paymentUrl,
            @Nullable Spot assignedSpot,
            @Nullable BigDecimal refund,
            @Nullable BigDecimal fee,
            @Nullable BigDecimal finalCharge,
            @Nullable String qrToken,
            List<Line> history) {}

    /** One line of a reservation's history. */
    public record Line(String status, Instant at, String reason) {}

    /** Where to park. */
    public record Spot(@Nullable String spotId, @Nullable String floor) {}

    /** {@code POST /v1/reservations/{id}/cancel}. */
    public record Cancellation(
            String reservationId, String status, BigDecimal refund, BigDecimal fee, String currency) {}

    /** {@code POST /v1/gates/check-in} and {@code check-out}. */
    public record GateRequest(
            String lotId,
            String gateId,
            String plate,
            @Nullable String qrCode,
            Instant timestamp) {}

    /** The answer of a check-in. */
    public record CheckIn(
            boolean allowed,
            @Nullable String reservationId,
            @Nullable Spot assignedSpot,
            @Nullable String reason,
            String message) {}

    /** The answer of a check-out. */
    public record CheckOut(
            boolean allowed,
            @Nullable String sessionId,
            BigDecimal finalCharge,
            @Nullable BigDecimal amountDue,
            @Nullable String paymentUrl,
            BigDecimal refund,
            @Nullable String reason,
            String message) {}

    /** A driver's vehicle. */
    public record Vehicle(String vehicleId, String plate, String vehicleType) {}
}
