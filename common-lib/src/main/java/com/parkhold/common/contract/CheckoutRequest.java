package com.parkhold.common.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks payment for a checkout; repeating it with the same reservation id answers the same checkout.
 *
 * @param paymentMethods what it may be paid with, by the provider's names; null for cards alone
 */
public record CheckoutRequest(
        String lotId,
        String userId,
        @Nullable String email,
        String description,
        long amountMinor,
        String currency,
        Instant holdExpiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> paymentMethods) {}
