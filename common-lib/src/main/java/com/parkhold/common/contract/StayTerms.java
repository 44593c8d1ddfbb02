package com.parkhold.common.contract;

import com.parkhold.common.tariff.Tariff;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed when a stay was booked: everything that a gate needs to let the car in and a session needs to charge
 * it, without asking anybody. Tariff and policies are the copies that were in force then.
 *
 * @param email where the driver wants to hear of it, if known
 * @param plate as registered, normalised to upper case letters and digits
 * @param startTime first instant of the stay
 * @param endTime first instant after it
 * @param amountMinor what was paid for it, minor units
 */
public record StayTerms(
        String reservationId,
        String lotId,
        String userId,
        @Nullable String email,
        String vehicleId,
        String plate,
        String vehicleType,
        String spotClass,
        Instant startTime,
        Instant endTime,
        long amountMinor,
        String currency,
        String timeZone,
        Tariff tariff,
        Policies policies) {}
