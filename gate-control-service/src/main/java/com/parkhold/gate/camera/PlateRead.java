package com.parkhold.gate.camera;

import com.parkhold.gate.journal.StorableKey;
import com.parkhold.gate.plate.Plate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One car as a camera saw it.
 *
 * @param eventKey the same for the same event of this camera, also when it is sent again; a fingerprint of it where no
 *     store could keep it
 * @param carKey the camera's own name for the car, where it has one; likewise
 * @param plate absent where none was read
 * @param confidence 0 to 1
 * @param takenAt by the camera's own clock: decisions go by arrival, but a push that was held back opens nothing
 * @param opens false for what may only be recorded: old events, sent again, or cars that have gone
 */
public record PlateRead(
        String eventKey,
        @Nullable String carKey,
        @Nullable Plate plate,
        double confidence,
        Heading heading,
        @Nullable Instant takenAt,
        boolean opens) {

    /** Cameras write their own names for things: as long as they like. */
    public PlateRead {
        eventKey = StorableKey.of(eventKey);
        carKey = carKey == null ? null : StorableKey.of(carKey);
    }

    /** The same car, by the plate that a person read. */
    PlateRead readAs(Plate byEye) {
        return new PlateRead(eventKey, carKey, byEye, 1, heading, takenAt, opens);
    }

    /** A confidence that goes to 1; what is more goes to 100, and what is neither is none at all. */
    public static double fraction(double confidence) {
        return confidence >= 0 && confidence <= 1 ? confidence : percentage(confidence);
    }

    /** A confidence out of 100; what is beyond that is none at all. */
    public static double percentage(double confidence) {
        return confidence >= 0 && confidence <= 100 ? confidence / 100 : 0;
    }
}
