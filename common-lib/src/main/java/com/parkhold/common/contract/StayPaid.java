package com.parkhold.common.contract;

import java.time.Instant;

/**
 * What a stay cost beyond its booking was paid at the exit: its car may leave.
 *
 * @param paidMinor all that was paid at the exit for it so far
 * @param settledUntil until when it may leave without owing more
 */
public record StayPaid(
        String sessionId, String reservationId, String lotId, long paidMinor, String currency, Instant settledUntil)
        implements SessionEvent {}
