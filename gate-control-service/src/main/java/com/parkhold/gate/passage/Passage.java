package com.parkhold.gate.passage;

import com.parkhold.gate.lane.Direction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A car passed a lane's loop, whoever it was and whether it was let through or not.
 *
 * @param reservationId whose car it was, if that is known
 * @param seenBy the instance that saw it: for moments two may watch one loop
 * @param countedBefore whether a gate client had counted it; nothing is said where none had
 */
public record Passage(
        String id,
        String lotId,
        String gateId,
        Direction direction,
        @Nullable String reservationId,
        Instant at,
        @Nullable String seenBy,
        @Nullable Boolean countedBefore) {

    /** What it adds to the cars inside. */
    int delta() {
        if (Boolean.TRUE.equals(countedBefore)) {
            return 0;
        }
        return direction == Direction.ENTRY ? 1 : -1;
    }
}
