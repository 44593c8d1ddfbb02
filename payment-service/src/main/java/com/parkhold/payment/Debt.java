package com.parkhold.payment;

import com.parkhold.common.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a driver owes for a stay.
 *
 * @param checkoutExpiresAt until when a page for it may be open; null where none was asked for
 * @param checkoutAttempt grows with each page
 */
public record Debt(
        String sessionId,
        String reservationId,
        String lotId,
        String userId,
        Money amount,
        String reason,
        Instant incurredAt,
        @Nullable String checkoutId,
        @Nullable String checkoutUrl,
        @Nullable Instant checkoutExpiresAt,
        int checkoutAttempt) {}
