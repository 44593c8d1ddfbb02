package com.parkhold.gate.passage;

import com.parkhold.gate.pass.Level;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.PassSignal;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.settings.RetentionSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * A car whose paid time was over a day ago and that no exit has seen counts as gone: its spot and its plate are free
 * again, its stay is closed at a capped charge, and an operator is told. Every instance does this, under one event id.
 */
@Component
public class ClosingMissedExits {

    private final PassBook book;
    private final Moving moving;
    private final LaneExceptions exceptions;
    private final Duration after;
    private final Clock clock;

    ClosingMissedExits(
            PassBook book, Moving moving, LaneExceptions exceptions, RetentionSettings settings, Clock clock) {
        this.book = book;
        this.moving = moving;
        this.exceptions = exceptions;
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

    private void close(Pass pass, Instant now) {
        String eventId = "missed-exit:" + pass.reservationId();
        moving.move(new Movement(
                PassSignal.EXIT,
                eventId,
                pass.reservationId(),
                pass.lotId(),
                Pass.EXIT_NOBODY_SAW,
                now,
                Level.L0,
                null,
                "no exit was seen"));
        exceptions.raise(new LaneException(
                eventId,
                pass.lotId(),
                Pass.EXIT_NOBODY_SAW,
                LaneException.Kind.MISSED_EXIT,
                pass.reservationId(),
                "no exit was seen; the stay is closed by rule and its charge is capped",
                now));
    }
}
