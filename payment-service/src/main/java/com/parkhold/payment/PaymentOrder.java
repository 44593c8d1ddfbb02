package com.parkhold.payment;

import com.parkhold.common.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a reservation wants paid. Two orders for one reservation must be the same. */
public record PaymentOrder(
        String reservationId,
        String lotId,
        String userId,
        @Nullable String email,
        String description,
        Money amount,
        Instant holdExpiresAt,
        Methods methods) {}
