package com.parkhold.common.contract;

import java.time.Duration;
import java.time.Instant;

/**
 * Asks payment for a page on which a driver who stands at the exit pays. Asked again, it answers how that stands.
 *
 * @param chargeMinor all that the stay costs beyond its booking, what was paid of it included
 * @param at when the car stood at the exit
 * @param grace how long the amount holds while the driver pays, and how long the car may take to leave after that
 */
public record ExitPaymentRequest(
        String reservationId, String lotId, long chargeMinor, String currency, Instant at, Duration grace) {}
