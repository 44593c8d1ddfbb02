package com.parkhold.common.contract;

import org.jspecify.annotations.Nullable;

/** Never paid, and the provider confirmed that it cannot be paid any more: the room is released. */
public record ReservationExpired(
        String reservationId,
        String lotId,
        String userId,
        @Nullable String email) implements ReservationEvent {}
