package com.parkhold.common.contract;

import java.time.Instant;

/** Asks what a car that stands at the exit owes or gets back. Changes nothing by itself: leaving does. */
public record SettlementRequest(String sessionId, Instant enteredAt, Instant exitAt, StayTerms terms) {}
