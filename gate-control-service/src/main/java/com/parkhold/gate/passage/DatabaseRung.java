package com.parkhold.gate.passage;

import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.decision.Decision;
import com.parkhold.gate.pass.Level;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.PassClaims;
import com.parkhold.gate.pass.PassOutcome;
import com.parkhold.gate.pass.PassSignal;
import com.parkhold.gate.pass.Passes;
import com.parkhold.gate.plate.Plate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * L0: decides on the database's own rows and changes the pass in one transaction with its gate event and outbox row.
 *
 * <p>The pass is changed in memory too, under the lock of the row, before the commit: so the lanes of this instance see
 * it taken even if the commit hangs. A claim in Redis is taken with it where Redis answers: whoever has lost the
 * database alone then sees it too.
 */
@Component
class DatabaseRung {

    private static final int TRIES = 3;

    private final Passes passes;
    private final PassBook book;
    private final GateEvents events;
    private final PassClaims claims;
    private final TransactionOperations transactions;

    DatabaseRung(
            Passes passes, PassBook book, GateEvents events, PassClaims claims, TransactionOperations transactions) {
        this.passes = passes;
        this.book = book;
        this.events = events;
        this.claims = claims;
        this.transactions = transactions;
    }

    /** @throws NotDecidedException if the caller took over, or this machine knows more than the database */
    Ruling rule(Visit visit, Prepared prepared, Attempt attempt) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            Optional<Ruling> before = events.ruling(visit.eventId());
            if (before.isPresent()) {
                attempt.repeats();
                return claimed(before.get(), attempt);
            }
            return decide(visit, prepared, attempt);
        }));
    }

    Optional<Ruling> before(String eventId) {
        return events.ruling(eventId);
    }

    private Ruling decide(Visit visit, Prepared prepared, Attempt attempt) {
        for (int tries = 1; ; tries++) {
            Decision decision = Verdicts.decide(visit, candidates(visit));
            Ruling ruling = Verdicts.rule(visit, decision, prepared, Level.L0);
            Optional<Movement> movement = ruling.movement();
            if (movement.isEmpty()) {
                return recorded(claimed(ruling, attempt));
            }
            PassOutcome outcome = take(movement.get(), ruling, attempt);
            switch (outcome) {
                case PassOutcome.Applied _, PassOutcome.AlreadyApplied _ -> {
                    return recorded(ruling);
                }
                case PassOutcome.Refused refused -> {
                    if (tries == TRIES) {
                        return recorded(claimed(Verdicts.lost(visit, refused.reason(), Level.L0), attempt));
                    }
                }
            }
        }
    }

    /** Takes the pass in memory while its row is locked; what it answers is what the row will say. */
    private PassOutcome take(Movement movement, Ruling ruling, Attempt attempt) {
        if (book.isAhead(movement.reservationId())) {
            throw new NotDecidedException();
        }
        Optional<Pass> locked = passes.lock(movement.reservationId());
        if (locked.isEmpty()) {
            return new PassOutcome.Refused(PassOutcome.Reason.REVOKED);
        }
        PassOutcome inDatabase = locked.get().outcomeOf(movement);
        if (inDatabase instanceof PassOutcome.Refused) {
            return inDatabase;
        }
        if (isClaimedByAnother(locked.get(), movement)) {
            return new PassOutcome.Refused(PassOutcome.Reason.ALREADY_INSIDE);
        }
        book.learn(List.of(locked.get()));
        PassOutcome inMemory = book.apply(movement, () -> attempt.claim(ruling));
        switch (inMemory) {
            case PassOutcome.Applied _ -> passes.apply(locked.get(), movement);
            case PassOutcome.AlreadyApplied _ -> {
                claimed(ruling, attempt);
                passes.apply(locked.get(), movement);
            }
            case PassOutcome.Refused _ -> {
                if (attempt.isTakenOver()) {
                    throw new NotDecidedException();
                }
                claims.release(movement.reservationId(), movement.eventId());
            }
        }
        return inMemory;
    }

    /** An instance that reaches Redis and not the database may have let the car in already. */
    private boolean isClaimedByAnother(Pass locked, Movement movement) {
        boolean enters = movement.signal() == PassSignal.ADMIT || movement.signal() == PassSignal.ENTER;
        return enters
                && claims.claimOf(locked, movement.eventId(), event -> passes.isTold(event, locked.reservationId()))
                        == PassClaims.Claimed.HELD_BY_ANOTHER;
    }

    private Ruling recorded(Ruling ruling) {
        if (!events.add(ruling)) {
            throw new NotDecidedException();
        }
        return ruling;
    }

    private static Ruling claimed(Ruling ruling, Attempt attempt) {
        if (!attempt.claim(ruling)) {
            throw new NotDecidedException();
        }
        return ruling;
    }

    private List<Pass> candidates(Visit visit) {
        List<Pass> found = switch (visit.arrival().ticket()) {
            case Arrival.Ticket.Genuine ticket -> passes.withPlateOf(ticket.reservationId(), visit.lotId());
            case Arrival.Ticket.None _, Arrival.Ticket.Invalid _ -> {
                Plate plate = visit.arrival().plate();
                yield plate == null ? List.<Pass>of() : passes.resembling(visit.lotId(), plate);
            }
        };
        return found.stream()
                .map(pass -> book.isAhead(pass.reservationId())
                        ? book.find(pass.reservationId()).orElse(pass)
                        : pass)
                .toList();
    }
}
