package com.parkhold.local.lanes;

import com.parkhold.local.lanes.camera.VendorFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A plate read without a car: only the camera speaks. The fields are those of {@link CarRequest}. */
record Read(
        String plate,
        @Nullable Double confidence,
        @Nullable String vendor,
        @Nullable String direction) {
    static final double USUAL_CONFIDENCE = 0.97;

    Read {
        check(plate, confidence, vendor, direction);
    }

    double confidenceOrUsual() {
        return confidence == null ? USUAL_CONFIDENCE : confidence;
    }

    static void check(
            @Nullable String plate, @Nullable Double confidence, @Nullable String vendor, @Nullable String direction) {
        Required.field(plate, "plate");
        if (confidence != null && !(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence is 0 to 1");
        }
        if (vendor != null) {
            VendorFormat.named(vendor);
        }
        if (direction != null && !Set.of("forward", "reverse").contains(direction)) {
            throw new IllegalArgumentException("direction is forward or reverse");
        }
    }
}
