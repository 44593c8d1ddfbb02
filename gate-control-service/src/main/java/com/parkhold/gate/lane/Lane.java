package com.parkhold.gate.lane;

import org.jspecify.annotations.Nullable;

/**
 * One lane of a lot as its operator set it up.
 *
 * @param version grows with each change
 */
public record Lane(
        String lotId,
        String gateId,
        Direction direction,
        @Nullable CameraSetup camera,
        @Nullable BarrierSetup barrier,
        long version) {

    /** One name for lot and gate together. */
    public String key() {
        return key(lotId, gateId);
    }

    /** One name for lot and gate together. */
    public static String key(String lotId, String gateId) {
        return lotId + "/" + gateId;
    }
}
