package com.parkhold.gate.pass;

/** A claim on a pass that all instances share, also while the database is away: whoever decides on it takes it first. */
public interface PassClaims {

    /** Claims a pass for a gate event, or its revocation; the same may claim it again. Never slower than its budget. */
    Claimed claim(String reservationId, String eventId);

    /** Gives a claim back, if this event still holds it. */
    void release(String reservationId, String eventId);

    /**
     * Claims a pass whose row is locked and admits a car: what moved it last, or wanted to revoke it, does not hold it any
     * more, though Redis may not have heard.
     */
    default Claimed claimOf(Pass locked, String eventId) {
        Claimed first = claim(locked.reservationId(), eventId);
        if (first != Claimed.HELD_BY_ANOTHER || locked.state() != PassState.EXPECTED) {
            return first;
        }
        release(locked.reservationId(), RevokingPass.eventOf(locked.reservationId()));
        if (locked.lastEventId() != null) {
            release(locked.reservationId(), locked.lastEventId());
        }
        return claim(locked.reservationId(), eventId);
    }

    /** Who holds the pass. */
    enum Claimed {
        GRANTED,
        HELD_BY_ANOTHER,
        NOBODY_ANSWERS
    }
}
