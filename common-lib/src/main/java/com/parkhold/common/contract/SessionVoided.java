package com.parkhold.common.contract;

/** The car never entered after all. */
public record SessionVoided(String sessionId, String reservationId, String lotId) implements SessionEvent {}
