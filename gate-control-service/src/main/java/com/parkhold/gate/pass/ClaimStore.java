package com.parkhold.gate.pass;

import java.time.Duration;
import java.util.Optional;

/**
 * Where all instances see the claims on passes: one event each. Every call is atomic, those of one instance happen in
 * their order, and is never slower than its budget; it answers nothing where nobody answers, and may have been done all
 * the same.
 */
public interface ClaimStore {

    /** Claims a pass for an event, for at least so long; answers whether it has the claim, also where it had it before. */
    Optional<Boolean> claim(String reservationId, String eventId, Duration lasting);

    /** Makes the claim of an event last, also where it has ended and nobody took it since; answers whether it has it. */
    Optional<Boolean> keep(String reservationId, String eventId, Duration lasting);

    /** Makes the claim of an event last, if it has it. */
    Optional<Boolean> prolong(String reservationId, String eventId, Duration lasting);

    /** Ends the claim of an event, if it has it. */
    Optional<Boolean> release(String reservationId, String eventId);

    /** The event that has the claim; empty also where nobody answers. */
    Optional<String> holder(String reservationId);
}
