package com.parkhold.local.lanes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a car.
 *
 * @param opened whether the arm was open for it
 * @param passed whether it is through: the passage loop fell behind it
 * @param passages how often the passage loop fell; 2 with a tailgater
 * @param reason why it is not through, else null
 * @param pushStatus what the camera's push was answered at last, 0 for nothing yet
 * @param pushMillis from the sighting to that answer
 * @param coilWrittenAfterMillis from arrival to the first closing of the lift contact; null if it never closed
 * @param openedAfterMillis from arrival to the open arm; null if it stayed closed
 */
record CarReport(
        String plate,
        String lotId,
        String gateId,
        boolean opened,
        boolean passed,
        int passages,
        @Nullable String reason,
        Instant arrivedAt,
        int pushStatus,
        int pushTries,
        long pushMillis,
        @Nullable Long coilWrittenAfterMillis,
        @Nullable Long openedAfterMillis,
        Coil coil,
        List<Step> steps) {

    /** @param pulses how often the lift contact closed while this car was in the lane */
    record Coil(int address, long pulses) {}

    /** @param atMillis since arrival */
    record Step(Instant at, long atMillis, String what) {}
}
