package com.parkhold.common.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks payment for a checkout; repeating it with the same reservation id answers the same checkout. */
public record CheckoutRequest(
        String lotId,
        String userId,
        @Nullable String email,
        String description,
        long amountMinor,
        String currency,
        Instant holdExpiresAt) {}
