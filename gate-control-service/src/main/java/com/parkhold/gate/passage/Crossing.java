package com.parkhold.gate.passage;

import com.parkhold.gate.barrier.BarrierStatus;
import com.parkhold.gate.pass.Movement;
import java.time.Instant;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A car that may pass.
 *
 * @param movement what let it through; null where an operator opened for whoever stands there
 * @param due when it counts as not coming
 * @param doubtful whether nobody knows that the barrier opened
 * @param unsure whether it may have passed as another car, or unseen
 * @param underWay whether a car has driven off the loop before the arm since
 * @param openedAgainAt when the barrier was told a second time; null while it was told once
 */
record Crossing(
        @Nullable Movement movement,
        Instant since,
        Instant due,
        boolean doubtful,
        boolean unsure,
        boolean underWay,
        @Nullable Instant openedAgainAt) {

    static Crossing opened(@Nullable Movement movement, Instant since, Instant due, boolean unsure) {
        return new Crossing(movement, since, due, false, unsure, false, null);
    }

    /** Of a car for which nobody knows that the barrier opened. */
    static Crossing suspected(Movement movement, Instant since, Instant due) {
        return new Crossing(movement, since, due, true, false, false, null);
    }

    /**
     * Takes away whose passage the next one is: the foremost's, but one that a gate client has counted makes way for one
     * that is still to be counted, since its client may be wrong.
     */
    static @Nullable Crossing takeNext(Deque<Crossing> waiting) {
        Crossing foremost = waiting.peek();
        if (foremost == null || foremost.movement() == null) {
            return waiting.poll();
        }
        Crossing next =
                waiting.stream().filter(Crossing::isToBeCounted).findFirst().orElse(foremost);
        waiting.remove(next);
        return next;
    }

    /** Whether it is a car of ours that counts once it passes. */
    boolean isToBeCounted() {
        return movement != null && !movement.isThrough();
    }

    /** Whether it is a reservation's car that was let through for certain, and counts once it passes. */
    boolean isOf(String reservationId) {
        return !doubtful
                && movement != null
                && !movement.isThrough()
                && movement.reservationId().equals(reservationId);
    }

    /** Whether it is of the same pass, by another gate event, and still to be counted. */
    boolean isSupersededBy(Movement other) {
        return movement != null
                && isToBeCounted()
                && movement.reservationId().equals(other.reservationId())
                && !movement.eventId().equals(other.eventId());
    }

    boolean isDoubtfulOf(Movement other) {
        return doubtful && movement != null && movement.reservationId().equals(other.reservationId());
    }

    /** Whether it cannot have passed without being seen. */
    boolean isWatched(BarrierStatus status) {
        return !unsure && status.hasWatchedSince(since);
    }

    /** When the barrier was told last. */
    Instant toldAt() {
        return openedAgainAt == null ? since : openedAgainAt;
    }

    Crossing asUnsure() {
        return new Crossing(movement, since, due, doubtful, true, underWay, openedAgainAt);
    }

    Crossing asUnderWay() {
        return new Crossing(movement, since, due, doubtful, unsure, true, openedAgainAt);
    }

    Crossing openedAgain(Instant now) {
        return new Crossing(movement, since, due, doubtful, unsure, underWay, now);
    }
}
