package com.parkhold.gate.passage;

import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.decision.RefusalReason;
import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.JournalBrokenException;
import com.parkhold.gate.journal.JournalEntry;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.pass.Level;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.PassClaims;
import com.parkhold.gate.pass.PassOutcome;
import com.parkhold.gate.pass.PassSignal;
import com.parkhold.gate.plate.Plate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Decides a visit on the highest rung that answers in time.
 *
 * <ol>
 *   <li>L0, the database: within its budget, or not at all.
 *   <li>L1, a claim in Redis, and L2, what this machine remembers: the pass is taken in memory, the ruling is in the
 *       local journal before this returns, and the database is told later.
 * </ol>
 *
 * A ruling that the database rung claimed, but whose commit nobody could wait for, stands and is journaled as well:
 * telling the database twice changes nothing. It stands also where the disk takes nothing: the database was writing it
 * down a moment ago, and what its car does is told there.
 */
@Component
class Ladder {

    private static final Logger log = LoggerFactory.getLogger(Ladder.class);

    private final DatabaseRung database;
    private final DatabaseCalls calls;
    private final PassBook book;
    private final PassClaims claims;
    private final Journal journal;
    private final Clock clock;

    Ladder(DatabaseRung database, DatabaseCalls calls, PassBook book, PassClaims claims, Journal journal, Clock clock) {
        this.database = database;
        this.calls = calls;
        this.book = book;
        this.claims = claims;
        this.journal = journal;
        this.clock = clock;
    }

    /** Decides; the pass is taken and the ruling is durable when this returns. */
    Ruling rule(Visit visit, Prepared prepared) {
        return arrived(visit, prepared).ruling();
    }

    /** The same, and whether that was decided before. */
    Arrived arrived(Visit visit, Prepared prepared) {
        Optional<Ruling> before = journaled(visit.eventId());
        if (before.isPresent()) {
            return new Arrived(before.get(), true);
        }
        Attempt attempt = new Attempt();
        Optional<Ruling> ruling = calls.withinBudget(() -> database.rule(visit, prepared, attempt))
                .or(() -> attempt.takeOver().map(this::confirmLater));
        ruling.filter(_ -> !attempt.isRepeated())
                .flatMap(Ruling::movement)
                .filter(_ -> visit.direction() == Direction.ENTRY)
                .ifPresent(this::keep);
        return new Arrived(ruling.orElseGet(() -> withoutDatabase(visit, prepared)), attempt.isRepeated());
    }

    /** What this machine believes a visit is about, to ask others ahead of the decision. */
    List<Pass> remembered(Visit visit) {
        return switch (visit.arrival().ticket()) {
            case Arrival.Ticket.Genuine ticket -> book.withPlateOf(ticket.reservationId(), visit.lotId());
            case Arrival.Ticket.None _, Arrival.Ticket.Invalid _ -> {
                Plate plate = visit.arrival().plate();
                yield plate == null ? List.of() : book.resembling(plate);
            }
        };
    }

    /** What was decided under an event id; empty where that cannot be said now. */
    Optional<Ruling> decidedBefore(String eventId) {
        return journaled(eventId)
                .or(() -> calls.withinBudget(() -> database.before(eventId)).flatMap(Function.identity()));
    }

    /** Empty also where the disk is gone: the database may still know. */
    private Optional<Ruling> journaled(String eventId) {
        try {
            return journal.find(JournalEntry.Kind.RULING, eventId).map(body -> StoredJson.read(body, Ruling.class));
        } catch (JournalBrokenException diskGone) {
            log.error("The journal cannot be asked", diskGone);
            return Optional.empty();
        }
    }

    Optional<Pass> pass(String reservationId) {
        return book.find(reservationId);
    }

    /** The pass of a ruling, if its time with grace was over; who has none owes it to nobody's bookings. */
    Optional<Pass> overdue(Ruling ruling) {
        return ruling.reservationIdIfAllowed()
                .flatMap(book::find)
                .filter(pass -> !pass.isStray() && !pass.isPaidUntil(ruling.at()));
    }

    private Ruling confirmLater(Ruling ruling) {
        Optional<String> moved = ruling.reservationIdIfAllowed().filter(_ -> ruling.signal() != null);
        moved.ifPresent(book::runAhead);
        try {
            journal(ruling);
        } catch (JournalBrokenException diskGone) {
            log.error("A ruling is in the database, or nowhere", diskGone);
            moved.ifPresent(reservationId -> book.caughtUp(reservationId, Optional.empty()));
        }
        return ruling;
    }

    private Ruling withoutDatabase(Visit visit, Prepared prepared) {
        Ruling ruling = Verdicts.rule(visit, Verdicts.decide(visit, remembered(visit)), prepared, Level.L2);
        return ruling.movement().map(movement -> take(visit, ruling, movement)).orElseGet(() -> refused(ruling));
    }

    private Ruling take(Visit visit, Ruling wanted, Movement movement) {
        Ruling ruling = wanted;
        Optional<Pass> before = book.find(movement.reservationId());
        if (visit.direction() == Direction.ENTRY) {
            switch (claimOf(before, movement)) {
                case GRANTED -> ruling = wanted.at(Level.L1);
                case HELD_BY_ANOTHER -> {
                    return refused(Verdicts.lost(visit, PassOutcome.Reason.ALREADY_INSIDE, Level.L1));
                }
                case NOBODY_ANSWERS -> {}
            }
        }
        book.runAhead(movement.reservationId());
        Movement leveled = ruling.movement().orElseThrow();
        if (book.apply(leveled, () -> true) instanceof PassOutcome.Refused refused) {
            book.caughtUp(movement.reservationId(), Optional.empty());
            claims.release(movement.reservationId(), movement.eventId());
            return refused(Verdicts.lost(visit, refused.reason(), ruling.level()));
        }
        try {
            journal(ruling);
            return isLost(visit, before, leveled) ? lost(visit, leveled) : ruling;
        } catch (JournalBrokenException diskGone) {
            log.error("Nothing is opened that cannot be written down", diskGone);
            giveBack(leveled, "nothing could be written down");
            return Ruling.refuse(visit, RefusalReason.OUT_OF_ORDER, null, Level.L2);
        }
    }

    /**
     * Between its claim and here nothing takes long; but a machine may have stood still, or nobody have answered before.
     *
     * @param before as it was before the ruling: its last event may have come to nothing, and hold the claim yet
     */
    private boolean isLost(Visit visit, Optional<Pass> before, Movement movement) {
        if (visit.direction() != Direction.ENTRY || keep(movement) != PassClaims.Kept.LOST) {
            return false;
        }
        return claimOf(before, movement) == PassClaims.Claimed.HELD_BY_ANOTHER
                || keep(movement) == PassClaims.Kept.LOST;
    }

    private PassClaims.Kept keep(Movement movement) {
        return claims.keep(movement.reservationId(), movement.eventId());
    }

    /** It is a refusal then, also for whoever asks again. */
    private Ruling lost(Visit visit, Movement movement) {
        Ruling refusal = Verdicts.lost(visit, PassOutcome.Reason.ALREADY_INSIDE, Level.L1);
        journal.replacePending(JournalEntry.Kind.RULING, refusal.eventId(), StoredJson.write(refusal));
        giveBack(movement, "another event has claimed the pass meanwhile");
        return refusal;
    }

    private PassClaims.Claimed claimOf(Optional<Pass> remembered, Movement movement) {
        return remembered
                .map(pass -> claims.claimOf(pass, movement.eventId()))
                .orElseGet(() -> claims.claim(movement.reservationId(), movement.eventId()));
    }

    private void giveBack(Movement movement, String why) {
        book.apply(backOf(movement, why), () -> true);
        book.caughtUp(movement.reservationId(), Optional.empty());
        claims.release(movement.reservationId(), movement.eventId());
    }

    private Movement backOf(Movement movement, String why) {
        PassSignal back = switch (movement.signal()) {
            case LET_OUT, EXIT -> PassSignal.VOID_EXIT;
            case ENTER -> PassSignal.UNDO_ENTRY;
            case ADMIT, VOID_ENTRY, UNDO_ENTRY, VOID_EXIT, REVOKE, STRAY -> PassSignal.VOID_ENTRY;
        };
        return movement.followedBy(back, clock.instant(), why);
    }

    /** A refusal opens nothing: where even the journal is gone it is only answered. */
    private Ruling refused(Ruling ruling) {
        try {
            journal(ruling);
        } catch (JournalBrokenException diskGone) {
            log.error("A refusal could not be written down", diskGone);
        }
        return ruling;
    }

    private void journal(Ruling ruling) {
        journal.append(
                JournalEntry.Kind.RULING,
                ruling.eventId(),
                ruling.reservationIdIfAllowed().orElse(ruling.eventId()),
                StoredJson.write(ruling),
                clock.millis());
    }
}
