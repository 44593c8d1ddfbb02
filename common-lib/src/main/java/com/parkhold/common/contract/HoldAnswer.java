package com.parkhold.common.contract;

import com.parkhold.common.tariff.PriceLine;
import com.parkhold.common.tariff.Tariff;
import java.time.Instant;
import java.util.List;

/** Room is held until {@code holdExpiresAt}, priced, with the copies of tariff and policies that now bind both sides. */
public record HoldAnswer(
        String reservationId,
        String lotId,
        String lotName,
        String spotClass,
        Instant holdExpiresAt,
        long amountMinor,
        String currency,
        List<PriceLine> lines,
        String timeZone,
        Tariff tariff,
        Policies policies) {}
