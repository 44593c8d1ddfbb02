package com.parkhold.gate.passage;

import com.parkhold.gate.pass.Level;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.PassClaims;
import com.parkhold.gate.pass.PassOutcome;
import com.parkhold.gate.pass.PassSignal;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.pass.Passes;
import com.parkhold.gate.plate.Plate;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an operator puts right about a pass, with a reason, audited, in one transaction. It needs the database: what this
 * machine knows ahead of it has to be told first.
 */
@Service
public class CorrectingPasses {

    private final Passes passes;
    private final PassBook book;
    private final PassClaims claims;
    private final GateEvents events;
    private final Audit audit;
    private final Clock clock;

    CorrectingPasses(Passes passes, PassBook book, PassClaims claims, GateEvents events, Audit audit, Clock clock) {
        this.passes = passes;
        this.book = book;
        this.claims = claims;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** The booking is for another plate; a car that stands at a barrier is decided again. Repeating it changes nothing. */
    @Transactional
    public Outcome correctPlate(Operator by, String reservationId, Plate plate) {
        Optional<Pass> pass = lock(by, reservationId);
        if (pass.isEmpty()) {
            return new Outcome.NoSuchPass();
        }
        if (pass.get().plate().equals(plate)) {
            return new Outcome.Done();
        }
        if (book.isAhead(reservationId)
                || !(pass.get().state() == PassState.EXPECTED
                        || pass.get().state().isUsed())) {
            return new Outcome.NotPossible(pass.get().state().name());
        }
        book.learnAfterCommit(passes.rename(pass.get(), plate, clock.instant()));
        state(by, "PASS_PLATE_CORRECTED", reservationId);
        return new Outcome.Done();
    }

    /** No car ever came in on it: the stay is void, and its car may come. Repeating it changes nothing. */
    @Transactional
    public Outcome undoEntry(Operator by, String reservationId, String gateId, String key) {
        Optional<Pass> pass = lock(by, reservationId);
        if (pass.isEmpty()) {
            return new Outcome.NoSuchPass();
        }
        if (book.isAhead(reservationId)) {
            return new Outcome.NotPossible("NOT_RECONCILED");
        }
        Movement undo = new Movement(
                PassSignal.UNDO_ENTRY,
                "undo:" + key,
                reservationId,
                by.lotId(),
                gateId,
                clock.instant(),
                Level.L3,
                null,
                "VOIDED_BY_OPERATOR");
        return switch (passes.apply(pass.get(), undo)) {
            case PassOutcome.Applied _ -> {
                events.add(undo);
                state(by, "ENTRY_VOIDED", reservationId);
                passes.find(reservationId).ifPresent(book::learnAfterCommit);
                var stay = pass.get().stay();
                if (stay != null) {
                    claims.release(reservationId, stay.entryEventId());
                }
                yield new Outcome.Done();
            }
            case PassOutcome.AlreadyApplied _ ->
                undo.eventId().equals(pass.get().lastEventId())
                        ? new Outcome.Done()
                        : new Outcome.NotPossible(pass.get().state().name());
            case PassOutcome.Refused refused ->
                new Outcome.NotPossible(refused.reason().name());
        };
    }

    /** Notes that an operator read a car's plate for a camera. */
    @Transactional
    public void noteReadAs(Operator by, String gateId, Plate plate) {
        audit.state(
                by.lotId(), by.actor(), "READ_CORRECTED", gateId, plate.masked() + ": " + by.reason(), clock.instant());
    }

    private Optional<Pass> lock(Operator by, String reservationId) {
        return passes.lock(reservationId).filter(pass -> pass.lotId().equals(by.lotId()));
    }

    private void state(Operator by, String action, String reservationId) {
        audit.state(by.lotId(), by.actor(), action, reservationId, by.reason(), clock.instant());
    }

    /** Who does it, where, and why. */
    public record Operator(String lotId, String actor, String reason) {}

    /** What came of it. */
    public sealed interface Outcome {
        /** It is so now. */
        record Done() implements Outcome {}

        /** The lot has no such pass. */
        record NoSuchPass() implements Outcome {}

        /** It cannot be any more, or not yet. */
        record NotPossible(String why) implements Outcome {}
    }
}
