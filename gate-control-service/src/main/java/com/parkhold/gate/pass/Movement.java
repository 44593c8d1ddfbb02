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

    private static final String UNCONFIRMED = ":unconfirmed";
    private static final String UNSEEN = ":unseen";
    private static final String ANEW = ":anew";

    /** What came of it, under the same gate event. */
    public Movement followedBy(PassSignal next, Instant when, String why) {
        return new Movement(next, eventId, reservationId, lotId, gateId, when, level, null, why);
    }

    /** What a car did of which its gate event is held to have come to nothing. */
    public Movement anew(PassSignal next, Instant when, String why) {
        return new Movement(next, eventId + ANEW, reservationId, lotId, gateId, when, level, null, why);
    }

    /** Whether it is what a car did of which its gate event was held to have come to nothing. */
    public boolean isAnew() {
        return asDecided(eventId).endsWith(ANEW);
    }

    /** The same of a car that nobody saw: it may stand there yet. */
    public Movement unconfirmed() {
        return new Movement(signal, eventId + UNCONFIRMED, reservationId, lotId, gateId, at, level, spot, detail);
    }

    /** The same where nobody can see cars pass: for a while, it may stand there yet. */
    public Movement unseen() {
        return new Movement(signal, eventId + UNSEEN, reservationId, lotId, gateId, at, level, spot, detail);
    }

    /** Whether a gate event is held to have happened, though nobody saw it. */
    static boolean isUnconfirmed(@Nullable String eventId) {
        return eventId != null && eventId.endsWith(UNCONFIRMED);
    }

    /** Whether a gate event happened where nobody can see cars pass. */
    static boolean isUnseen(@Nullable String eventId) {
        return eventId != null && eventId.endsWith(UNSEEN);
    }

    /** Whether two ids are of one gate event, seen or not. */
    static boolean isSameEvent(String one, @Nullable String other) {
        return other != null && asDecided(one).equals(asDecided(other));
    }

    private static String asDecided(String eventId) {
        return without(UNSEEN, without(UNCONFIRMED, eventId));
    }

    private static String without(String suffix, String eventId) {
        return eventId.endsWith(suffix) ? eventId.substring(0, eventId.length() - suffix.length()) : eventId;
    }

    /** What it means for another gate event. */
    Movement by(String otherEventId, PassSignal signalled, String why) {
        return new Movement(signalled, otherEventId, reservationId, lotId, gateId, at, level, null, why);
    }

    /** Names this movement among all. */
    public String key() {
        return keyOf(eventId, signal);
    }

    static String keyOf(String eventId, PassSignal signal) {
        return eventId + '#' + signal;
    }

    /** Whether the car is through by it: counted, whoever saw it. */
    public boolean isThrough() {
        return signal == PassSignal.ENTER || signal == PassSignal.EXIT;
    }
}
