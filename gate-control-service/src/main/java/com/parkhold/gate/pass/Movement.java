package com.parkhold.gate.pass;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signal to one pass with its cause. Applying it twice changes nothing more than once.
 *
 * @param eventId the gate event that caused it
 * @param at when it happened, by this service's clock
 * @param spot where the car was sent, if that was found on the way in
 * @param detail for people
 */
public record Movement(
        PassSignal signal,
        String eventId,
        String reservationId,
        String lotId,
        String gateId,
        Instant at,
        Level level,
        @Nullable Spot spot,
        String detail) {

    /** What came of it, under the same gate event. */
    public Movement followedBy(PassSignal next, Instant when, String why) {
        return new Movement(next, eventId, reservationId, lotId, gateId, when, level, null, why);
    }

    /** What a car did of which its gate event is held to have come to nothing. */
    public Movement anew(PassSignal next, Instant when, String why) {
        return new Movement(next, eventId + ":anew", reservationId, lotId, gateId, when, level, null, why);
    }

    /** What it means for another gate event. */
    Movement by(String otherEventId, PassSignal signalled, String why) {
        return new Movement(signalled, otherEventId, reservationId, lotId, gateId, at, level, null, why);
    }

    /** Names this movement among all. */
    public String key() {
        return eventId + '#' + signal;
    }
}
