package com.parkhold.common.contract;

import java.time.Instant;

/** A stay has begun. */
public record SessionOpened(String sessionId, String reservationId, String lotId, Instant enteredAt)
        implements SessionEvent {}
