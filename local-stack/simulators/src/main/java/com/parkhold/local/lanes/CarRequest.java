package com.parkhold.local.lanes;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A car that drives up.
 *
 * @param confidence of the camera, 0 to 1; 0.97 unless told
 * @param vendor reads with a camera of this vendor instead of the lane's
 * @param direction what the camera reports, {@code forward} or {@code reverse}
 * @param timeout how long the driver waits for the barrier; 15 s unless told, at most 10 min
 * @param linger for the behaviour {@code wait}: how long it stands before the open barrier; 2 s unless told
 */
record CarRequest(
        String lotId,
        String gateId,
        String plate,
        @Nullable Double confidence,
        @Nullable String vendor,
        @Nullable String direction,
        @Nullable Behaviour behaviour,
        @Nullable Duration timeout,
        @Nullable Duration linger) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    CarRequest {
        Required.field(lotId, "lotId");
        Required.field(gateId, "gateId");
        Read.check(plate, confidence, vendor, direction);
        if (timeout != null && (timeout.isNegative() || timeout.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("timeout is PT0S to " + LONGEST);
        }
        if (linger != null && (linger.isNegative() || linger.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("linger is PT0S to " + LONGEST);
        }
    }

    double confidenceOrUsual() {
        return confidence == null ? Read.USUAL_CONFIDENCE : confidence;
    }

    Behaviour behaviourOrUsual() {
        return behaviour == null ? Behaviour.DRIVE_THROUGH : behaviour;
    }

    Duration timeoutOrUsual() {
        return timeout == null ? Duration.ofSeconds(15) : timeout;
    }

    Duration lingerOrUsual() {
        return linger == null ? Duration.ofSeconds(2) : linger;
    }
}
