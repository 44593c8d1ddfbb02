package com.parkhold.gate.passage;

import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.JournalBrokenException;
import com.parkhold.gate.journal.JournalEntry;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.PassClaims;
import com.parkhold.gate.pass.PassOutcome;
import com.parkhold.gate.pass.PassSignal;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.pass.Passes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Records what a car did after its barrier was told to open. It did happen: where the database does not take it in
 * time, the journal does, and where it contradicts the pass, an operator sees it. What neither takes is kept in memory, in
 * order, until one does.
 */
@Service
class Moving {

    private static final Logger log = LoggerFactory.getLogger(Moving.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Passes passes;
    private final PassBook book;
    private final PassClaims claims;
    private final GateEvents events;
    private final Journal journal;
    private final DatabaseCalls calls;
    private final TransactionOperations transactions;
    private final LaneExceptions exceptions;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();
    private final Deque<Movement> untold = new ArrayDeque<>();

    Moving(
            Passes passes,
            PassBook book,
            PassClaims claims,
            GateEvents events,
            Journal journal,
            DatabaseCalls calls,
            TransactionOperations transactions,
            LaneExceptions exceptions,
            Clock clock) {
        this.passes = passes;
        this.book = book;
        this.claims = claims;
        this.events = events;
        this.journal = journal;
        this.calls = calls;
        this.transactions = transactions;
        this.exceptions = exceptions;
        this.clock = clock;
    }

    /** Records a movement; it is durable when this returns, if anything takes it. */
    void move(Movement movement) {
        PassOutcome inMemory = book.apply(movement, () -> true);
        claimOrRelease(movement, inMemory);
        Optional<PassOutcome> told = book.isAhead(movement.reservationId())
                ? Optional.empty()
                : calls.within(PATIENCE, () -> tell(movement));
        if (told.isEmpty()) {
            book.runAhead(movement.reservationId());
            writeDown(movement);
        }
        raiseIfRefused(movement, told.orElse(inMemory));
    }

    /** A car that came in though its entry was held to have come to nothing has no claim any more. */
    private void claimOrRelease(Movement movement, PassOutcome inMemory) {
        if (movement.signal() == PassSignal.VOID_ENTRY) {
            claims.release(movement.reservationId(), movement.eventId());
        } else if (movement.signal() == PassSignal.ENTER
                && movement.isAnew()
                && inMemory instanceof PassOutcome.Applied) {
            claims.keep(movement.reservationId(), movement.eventId());
        }
    }

    private void raiseIfRefused(Movement movement, PassOutcome outcome) {
        if (outcome instanceof PassOutcome.Refused refused) {
            exceptions.raise(Conflicts.of(movement, refused.reason()));
        }
    }

    private void writeDown(Movement movement) {
        turn.lock();
        try {
            untold.add(movement);
            writeDownUntold();
        } finally {
            turn.unlock();
        }
    }

    private void writeDownUntold() {
        try {
            for (Movement next = untold.peek(); next != null; next = untold.peek()) {
                journal.append(
                        JournalEntry.Kind.MOVEMENT,
                        next.key(),
                        next.reservationId(),
                        StoredJson.write(next),
                        clock.millis());
                untold.remove();
            }
        } catch (JournalBrokenException diskGone) {
            log.error("Neither the database nor the journal takes {} movements yet", untold.size(), diskGone);
        }
    }

    /** What neither the database nor the disk took is told to whichever is back first. */
    @Scheduled(fixedRate = 1_000)
    void tellUntold() {
        if (!turn.tryLock()) {
            return;
        }
        try {
            writeDownUntold();
            Movement next = untold.peek();
            while (next != null && tellNow(next)) {
                untold.remove();
                next = untold.peek();
            }
        } finally {
            turn.unlock();
        }
    }

    private boolean tellNow(Movement movement) {
        Optional<Told> told =
                calls.within(PATIENCE, () -> new Told(tell(movement), passes.find(movement.reservationId())));
        told.ifPresent(done -> {
            book.caughtUp(movement.reservationId(), done.truth());
            raiseIfRefused(movement, done.outcome());
        });
        return told.isPresent();
    }

    /** Whether a pass has not moved since it was given back by the gate event of a movement. */
    boolean isStillGivenBack(Movement movement) {
        return book.find(movement.reservationId())
                .filter(pass -> pass.state() == PassState.EXPECTED || pass.state() == PassState.INSIDE)
                .filter(pass -> movement.eventId().equals(pass.lastEventId()))
                .isPresent();
    }

    /** Applies a movement to the database; telling it twice changes nothing. */
    PassOutcome tell(Movement movement) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            return events.add(movement) ? passes.happened(movement) : new PassOutcome.AlreadyApplied();
        }));
    }

    /** @param truth what the database says of the pass now */
    private record Told(PassOutcome outcome, Optional<Pass> truth) {}
}
