package com.parkhold.reservation.saga;

import com.parkhold.common.problem.Problem;
import com.parkhold.reservation.Outcome;
import com.parkhold.reservation.Reservation;
import com.parkhold.reservation.Revocation;
import com.parkhold.reservation.Signal;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Ends what will not happen: cancelled, never paid, never used. Each may be repeated and then answers the same.
 *
 * <p>A confirmed stay ends only after the gate has revoked its pass. If the gate does not answer, nothing is decided
 * here; should it have revoked all the same, its own event completes what was asked.
 */
@Service
public class EndingStays {

    private final SagaRunner saga;

    EndingStays(SagaRunner saga) {
        this.saga = saga;
    }

    /**
     * Gives a reservation back for its driver or an operator.
     *
     * @return why not, if not
     * @throws com.parkhold.common.inbox.AwayException if the gate does not answer
     */
    public Optional<Problem> cancel(String id, Revocation revocation) {
        return refusal(saga.send(id, new Signal.CancellationAsked(revocation)));
    }

    /**
     * Notes that the car has not come in time.
     *
     * @return why not, if not: too early, not waited for, or inside
     * @throws com.parkhold.common.inbox.AwayException if the gate does not answer
     */
    public Optional<Problem> markNoShow(String id) {
        return refusal(saga.send(id, new Signal.NoShowDue()));
    }

    /** Notes that the hold's time is over; only being too early, or nothing being held, is a refusal. */
    public Optional<Problem> holdElapsed(String id) {
        return refusal(saga.send(id, new Signal.HoldElapsed()));
    }

    private static Optional<Problem> refusal(SagaRunner.Sent sent) {
        if (!(sent.outcome() instanceof Outcome.Refused refused)) {
            return Optional.empty();
        }
        if (refused.equals(Reservation.TOO_EARLY)) {
            return Optional.of(
                    Problem.conflict("TOO_EARLY", "Its time has not come.").retryingAfter(Duration.ofSeconds(1)));
        }
        String code = sent.signal() instanceof Signal.PassUsed ? "ALREADY_INSIDE" : "ILLEGAL_TRANSITION";
        return Optional.of(Problem.conflict(code, "Not possible: " + refused.reason() + "."));
    }
}
