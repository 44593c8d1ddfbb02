package com.parkhold.gate.blocking;

import com.parkhold.gate.plate.Plate;
import java.time.Instant;

/**
 * A plate that one lot lets in no more. Its car may still leave.
 *
 * @param reason for the operator, never for the display
 */
public record BlockedPlate(String lotId, Plate plate, String reason, String blockedBy, Instant blockedAt) {

    String key() {
        return lotId + "/" + plate.value();
    }
}
