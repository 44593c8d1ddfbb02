package com.parkhold.common.contract;

import org.jspecify.annotations.Nullable;

/** Money arrived for a reservation that cannot be had any more: payment voids or refunds all of it. */
public record ReservationPaymentUnwanted(
        String reservationId,
        String lotId,
        String userId,
        @Nullable String email,
        String reason) implements ReservationEvent {}
