package com.parkhold.gate.passage;

import com.parkhold.gate.pass.Level;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.PassSignal;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.pass.Passes;
import com.parkhold.gate.settings.RetentionSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A car whose paid time was over a day ago and that no exit has seen counts as gone: its spot and its plate are free
 * again, its stay is closed at a capped charge, and an operator is told. Every instance does this, under one event id.
 */
@Component
public class ClosingMissedExits {

    private final PassBook book;
    private final Moving moving;
    private final LaneExceptions exceptions;
    private final Passes passes;
    private final GateEvents events;
    private final Audit audit;
    private final BillingUnbookedTime unbooked;
    private final Duration after;
    private final Clock clock;

    ClosingMissedExits(
            PassBook book,
            Moving moving,
            LaneExceptions exceptions,
            Passes passes,
            GateEvents events,
            Audit audit,
            BillingUnbookedTime unbooked,
            RetentionSettings settings,
            Clock clock) {
        this.book = book;
        this.moving = moving;
        this.exceptions = exceptions;
        this.passes = passes;
        this.events = events;
        this.audit = audit;
        this.unbooked = unbooked;
        this.after = settings.missedExit();
        this.clock = clock;
    }

    /** Closes all that are due; doing it again changes nothing. */
    @Scheduled(fixedRateString = "PT1M", initialDelayString = "PT1M")
    public void closeMissed() {
        Instant now = clock.instant();
        book.all().stream()
                .filter(pass -> pass.state() == PassState.INSIDE && !pass.isPaidUntil(now.minus(after)))
                .forEach(pass -> close(pass, now));
    }

    /**
     * An operator bills a stay. Of a car that has left and that no exit has seen, it is closed now, as it would be later,
     * and its charge is capped the same. Of one that was held to have left and then stood at an exit, what it stayed on is
     * charged; of one that came in on a revoked pass, all of it. Repeating it changes nothing.
     */
    @Transactional
    public CorrectingPasses.Outcome closeNow(CorrectingPasses.Operator by, String reservationId) {
        Pass pass = passes.lock(reservationId)
                .filter(locked -> locked.lotId().equals(by.lotId()))
                .orElse(null);
        if (pass == null) {
            return new CorrectingPasses.Outcome.NoSuchPass();
        }
        if (pass.state() == PassState.OUT && (pass.isStray() || pass.isHeldToHaveLeft())) {
            return billGone(by, pass);
        }
        if (pass.state() != PassState.INSIDE || book.isAhead(reservationId)) {
            return new CorrectingPasses.Outcome.NotPossible(pass.state().name());
        }
        Instant now = clock.instant();
        Movement exit = exitNobodySaw(pass, now, "closed by an operator");
        events.add(exit);
        passes.apply(pass, exit);
        passes.find(reservationId).ifPresent(book::learnAfterCommit);
        if (pass.isStray()) {
            return unbooked.stray(by, passes.find(reservationId).orElseThrow());
        }
        audit.state(by.lotId(), by.actor(), "STAY_BILLED", reservationId, by.reason(), now);
        return new CorrectingPasses.Outcome.Done();
    }

    /** What the rule billed when it closed the stay is not billed again. */
    private CorrectingPasses.Outcome billGone(CorrectingPasses.Operator by, Pass pass) {
        CorrectingPasses.Outcome billed =
                pass.isStray() ? unbooked.stray(by, pass) : new CorrectingPasses.Outcome.Done();
        return exceptions
                .lateExit(pass.lotId(), pass.reservationId())
                .filter(_ -> pass.isHeldToHaveLeft())
                .map(exit -> unbooked.stayedOn(by, pass, exit))
                .orElse(billed);
    }

    private void close(Pass pass, Instant now) {
        Movement exit = exitNobodySaw(pass, now, "no exit was seen");
        moving.move(exit);
        exceptions.raise(new LaneException(
                exit.eventId(),
                pass.lotId(),
                Pass.EXIT_NOBODY_SAW,
                LaneException.Kind.MISSED_EXIT,
                pass.reservationId(),
                "no exit was seen; the stay is closed by rule and its charge is capped",
                now));
    }

    private static Movement exitNobodySaw(Pass pass, Instant now, String why) {
        return new Movement(
                PassSignal.EXIT,
                "missed-exit:" + pass.reservationId(),
                pass.reservationId(),
                pass.lotId(),
                Pass.EXIT_NOBODY_SAW,
                now,
                Level.L0,
                null,
                why);
    }
}
