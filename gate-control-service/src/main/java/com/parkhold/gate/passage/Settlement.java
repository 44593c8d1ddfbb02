package com.parkhold.gate.passage;

/** What leaving comes to, in minor units. */
public record Settlement(
        long finalChargeMinor, long refundMinor, long creditMinor, String currency, boolean mayLeave) {}
