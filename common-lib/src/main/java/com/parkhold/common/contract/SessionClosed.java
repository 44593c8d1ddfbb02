package com.parkhold.common.contract;

import com.parkhold.common.tariff.PriceLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stay is over and settled. At most one of charge, refund and credit is above zero.
 *
 * @param finalChargeMinor what is due beyond the booking, by the terms' overstay policy
 * @param refundMinor what goes back to the card
 * @param creditMinor what is credited instead
 * @param lines how it came about, readable
 */
public record SessionClosed(
        String sessionId,
        String reservationId,
        String lotId,
        String userId,
        @Nullable String email,
        String plate,
        Instant enteredAt,
        Instant exitedAt,
        long paidMinor,
        long finalChargeMinor,
        long refundMinor,
        long creditMinor,
        String currency,
        Policies.Overstay.Settle settle,
        List<PriceLine> lines)
        implements SessionEvent {}
