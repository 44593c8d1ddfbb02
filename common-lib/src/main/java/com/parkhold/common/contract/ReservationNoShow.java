package com.parkhold.common.contract;

import org.jspecify.annotations.Nullable;

/**
 * The car never came and can no longer enter.
 *
 * @param refundMinor the share that the lot's policy gives back
 * @param penaltyMinor the rest
 */
public record ReservationNoShow(
        String reservationId,
        String lotId,
        String userId,
        @Nullable String email,
        long refundMinor,
        long penaltyMinor,
        String currency)
        implements ReservationEvent {}
