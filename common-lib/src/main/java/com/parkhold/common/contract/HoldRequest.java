package com.parkhold.common.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks inventory for room; repeating it with the same reservation id answers the same hold. */
public record HoldRequest(
        String lotId,
        String userId,
        String vehicleType,
        @Nullable String spotPreference,
        Instant startTime,
        Instant endTime) {}
