package com.parkhold.common.contract;

import org.jspecify.annotations.Nullable;

/**
 * Cancelled by the driver, an operator or for want of payment.
 *
 * @param refundMinor what goes back to the driver; what was only authorised is voided instead
 * @param feeMinor what the lot keeps
 * @param cancelledBy user id, or {@code system}
 */
public record ReservationCancelled(
        String reservationId,
        String lotId,
        String userId,
        @Nullable String email,
        long refundMinor,
        long feeMinor,
        String currency,
        String cancelledBy,
        String reason)
        implements ReservationEvent {}
