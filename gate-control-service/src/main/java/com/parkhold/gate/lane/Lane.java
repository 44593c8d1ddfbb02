package com.parkhold.gate.lane;

import com.parkhold.gate.decision.Admission;
import org.jspecify.annotations.Nullable;

/**
 * One lane of a lot as its operator set it up.
 *
 * @param admission what a driver has to show; {@link Admission#EITHER} where nothing is said
 * @param commissioning whether it must pass its self-test before it opens by itself; not where nothing is said
 * @param version grows with each change
 */
public record Lane(
        String lotId,
        String gateId,
        Direction direction,
        @Nullable CameraSetup camera,
        @Nullable BarrierSetup barrier,
        @Nullable Admission admission,
        @Nullable CommissioningRule commissioning,
        long version) {

    /** What a driver has to show here. */
    public Admission admits() {
        return admission == null ? Admission.EITHER : admission;
    }

    /** Whether it must pass its self-test before it opens by itself. */
    public CommissioningRule requiresCommissioning() {
        return commissioning == null ? CommissioningRule.NOT_REQUIRED : commissioning;
    }

    /** One name for lot and gate together. */
    public String key() {
        return key(lotId, gateId);
    }

    /** One name for lot and gate together. */
    public static String key(String lotId, String gateId) {
        return lotId + "/" + gateId;
    }
}
