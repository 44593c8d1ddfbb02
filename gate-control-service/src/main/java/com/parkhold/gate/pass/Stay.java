package com.parkhold.gate.pass;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * One stay of a car, made by the gate event that let it in.
 *
 * @param enteredAt when it passed the barrier, or was let in while nobody saw it pass
 */
public record Stay(String sessionId, String entryEventId, String entryGateId, Level entryLevel, Instant enteredAt) {

    Stay enteredAt(Instant at) {
        return new Stay(sessionId, entryEventId, entryGateId, entryLevel, at);
    }

    /** The stay that a movement begins: the same movement names the same session wherever it is applied. */
    static Stay begunBy(Movement movement) {
        return new Stay(
                sessionId(movement.reservationId(), movement.eventId()),
                movement.eventId(),
                movement.gateId(),
                movement.level(),
                movement.at());
    }

    static String sessionId(String reservationId, String entryEventId) {
        String seed = reservationId + '\n' + entryEventId;
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
