package com.parkhold.common.contract;

import org.jspecify.annotations.Nullable;

/**
 * What payment knows of a reservation's checkout.
 *
 * @param status payment's own state, such as CHECKOUT_OPEN, AUTHORIZED or CAPTURED
 */
public record CheckoutAnswer(
        String status,
        @Nullable String paymentToken,
        @Nullable String paymentUrl) {}
