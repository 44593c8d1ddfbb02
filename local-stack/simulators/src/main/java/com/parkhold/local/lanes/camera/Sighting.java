package com.parkhold.local.lanes.camera;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A plate as a camera believes to have seen it.
 *
 * @param confidence 0 to 1
 * @param at by the camera's own clock, which may be wrong
 * @param direction {@code forward} towards the camera, {@code reverse} away from it
 * @param sequence counts the camera's events
 */
public record Sighting(
        UUID eventId,
        String cameraId,
        String plate,
        double confidence,
        OffsetDateTime at,
        String direction,
        long sequence) {

    boolean forward() {
        return direction.equals("forward");
    }

    /** The confidence as whole percent. */
    long percent() {
        return Math.round(confidence * 100);
    }
}
