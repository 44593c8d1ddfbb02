package com.parkhold.gate.passage;

/** L1: a claim on a pass that all instances share while the database is away. */
public interface PassClaims {

    /** Claims a pass for a gate event; the same event may claim it again. Never slower than its budget. */
    Claimed claim(String reservationId, String eventId);

    /** Gives a claim back, if this event still holds it. */
    void release(String reservationId, String eventId);

    /** Who holds the pass. */
    enum Claimed {
        GRANTED,
        HELD_BY_ANOTHER,
        NOBODY_ANSWERS
    }
}
