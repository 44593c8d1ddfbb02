package com.parkhold.gate.pass;

import org.jspecify.annotations.Nullable;

/**
 * Where a car is sent.
 *
 * @param spotId the exact spot; absent where only the zone is known
 */
public record Spot(@Nullable String spotId, @Nullable String floor) {}
