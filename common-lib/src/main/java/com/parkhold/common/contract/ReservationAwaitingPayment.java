package com.parkhold.common.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Room is held; the driver is to pay until {@code holdExpiresAt}. Payment opens a checkout if none is open yet. */
public record ReservationAwaitingPayment(
        String reservationId,
        String lotId,
        String userId,
        @Nullable String email,
        String description,
        long amountMinor,
        String currency,
        Instant holdExpiresAt)
        implements ReservationEvent {}
