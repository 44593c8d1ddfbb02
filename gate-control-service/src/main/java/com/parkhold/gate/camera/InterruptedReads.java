package com.parkhold.gate.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads that this machine has on its disk and has never decided, since it died between the two. Their camera was not
 * answered, and sends them again: then they count as new. What comes again to the process that stored it was decided, or
 * was of a car that was.
 */
final class InterruptedReads {

    /** Longer than a restart takes; whoever was read before has gone. */
    private static final Duration MAY_STAND_THERE = Duration.ofSeconds(60);

    private final Function<String, Optional<Instant>> firstCame;
    private final Predicate<String> isDecided;
    private final Instant startedAt;

    /**
     * @param firstCame when a push came first
     * @param isDecided whether something was decided under an event id; both may ask disk and database
     */
    InterruptedReads(Function<String, Optional<Instant>> firstCame, Predicate<String> isDecided, Instant startedAt) {
        this.firstCame = firstCame;
        this.isDecided = isDecided;
        this.startedAt = startedAt;
    }

    /** Whether a push that is known came first to an earlier process, a moment ago. */
    boolean isFromBefore(String pushId, Instant now) {
        return firstCame
                .apply(pushId)
                .filter(came ->
                        came.isBefore(startedAt) && came.plus(MAY_STAND_THERE).isAfter(now))
                .isPresent();
    }

    /** Whether nothing was decided on one of its reads. */
    boolean isUndecided(String eventId) {
        return !isDecided.test(eventId);
    }
}
