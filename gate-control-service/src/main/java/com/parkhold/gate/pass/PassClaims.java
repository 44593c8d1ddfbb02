package com.parkhold.gate.pass;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * A claim on a pass that all instances share, also while the database is away: whoever decides on it takes it first, and
 * keeps it once what was decided is durable. One that nobody keeps ends by itself within a minute.
 */
public interface PassClaims {

    /** Claims a pass for a gate event, or its revocation; the same may claim it again. Never slower than its budget. */
    Claimed claim(String reservationId, String eventId);

    /**
     * What was decided under this event is durable: its claim lasts, and is taken again where it has ended by itself.
     * Never slower than the budget of a claim; where nobody answers, it is said again while it can help.
     */
    Kept keep(String reservationId, String eventId);

    /** Gives a claim back, if this event still holds it; later, where nobody answers now. */
    void release(String reservationId, String eventId);

    /** The event that holds the claim; empty also where nobody answers. */
    Optional<String> holder(String reservationId);

    /**
     * Claims a pass whose row is locked and whose car is expected: no event holds it any more by which the database knows
     * that a car was let in on it, nor does a revocation that never was, though nobody may have been able to give the claim
     * back.
     *
     * @param isTold whether the database knows of a gate event that let a car in on this pass
     */
    default Claimed claimOf(Pass locked, String eventId, Predicate<String> isTold) {
        Claimed first = claim(locked.reservationId(), eventId);
        if (first != Claimed.HELD_BY_ANOTHER || locked.state() != PassState.EXPECTED) {
            return first;
        }
        Optional<String> over = holder(locked.reservationId())
                .filter(held -> held.equals(RevokingPass.eventOf(locked.reservationId()))
                        || held.equals(locked.lastEventId())
                        || isTold.test(held));
        return over.map(held -> claimInsteadOf(held, locked, eventId)).orElse(first);
    }

    /** The same by what this machine alone knows: the event that moved the pass last was given back. */
    default Claimed claimOf(Pass remembered, String eventId) {
        Claimed first = claim(remembered.reservationId(), eventId);
        String last = remembered.lastEventId();
        return last == null || first != Claimed.HELD_BY_ANOTHER || remembered.state() != PassState.EXPECTED
                ? first
                : claimInsteadOf(last, remembered, eventId);
    }

    private Claimed claimInsteadOf(String over, Pass pass, String eventId) {
        release(pass.reservationId(), over);
        return claim(pass.reservationId(), eventId);
    }

    /** Whether a claim lasts. */
    enum Kept {
        LASTING,
        /** It had ended, and another event has claimed the pass since. */
        LOST,
        NOBODY_ANSWERS
    }

    /** Who holds the pass. */
    enum Claimed {
        GRANTED,
        HELD_BY_ANOTHER,
        NOBODY_ANSWERS
    }
}
