package com.parkhold.common.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Room is held; the driver is to pay until {@code holdExpiresAt}. Payment opens a checkout if none is open yet.
 *
 * @param paymentMethods what it may be paid with, by the provider's names; null for cards alone
 */
public record ReservationAwaitingPayment(
        String reservationId,
        String lotId,
        String userId,
        @Nullable String email,
        String description,
        long amountMinor,
        String currency,
        Instant holdExpiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> paymentMethods)
        implements ReservationEvent {}
