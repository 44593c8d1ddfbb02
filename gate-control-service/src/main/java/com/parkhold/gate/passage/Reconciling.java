package com.parkhold.gate.passage;

import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.JournalEntry;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.PassOutcome;
import com.parkhold.gate.pass.Passes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tells the database, in order and once, what happened while it was not told. What it contradicts is not undone: it
 * becomes an exception for the operator.
 */
@Component
public class Reconciling {

    private static final Logger log = LoggerFactory.getLogger(Reconciling.class);
    private static final int BATCH = 500;

    private final Journal journal;
    private final PassBook book;
    private final Passes passes;
    private final GateEvents events;
    private final LaneExceptions exceptions;
    private final RawReads reads;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final ReentrantLock turn = new ReentrantLock();

    Reconciling(
            Journal journal,
            PassBook book,
            Passes passes,
            GateEvents events,
            LaneExceptions exceptions,
            RawReads reads,
            Audit audit,
            TransactionOperations transactions) {
        this.journal = journal;
        this.book = book;
        this.passes = passes;
        this.events = events;
        this.exceptions = exceptions;
        this.reads = reads;
        this.audit = audit;
        this.transactions = transactions;
        remember();
    }

    /** Tells all there is, as long as the database listens; returns how many entries. */
    @Scheduled(fixedDelay = 250)
    public int reconcile() {
        if (!turn.tryLock()) {
            return 0;
        }
        int told = 0;
        try {
            for (List<JournalEntry> batch = journal.pending(BATCH); !batch.isEmpty(); batch = journal.pending(BATCH)) {
                for (JournalEntry entry : batch) {
                    tell(entry);
                    told++;
                }
            }
        } catch (DataAccessException | TransactionException away) {
            log.debug("The database does not listen yet: {}", away.getMessage());
        } finally {
            turn.unlock();
        }
        return told;
    }

    /** After a start: what the journal knows and the database does not, happened. */
    private void remember() {
        for (JournalEntry entry : journal.pending(Integer.MAX_VALUE)) {
            movementOf(entry).ifPresent(movement -> {
                book.runAhead(movement.reservationId());
                book.apply(movement, () -> true);
            });
        }
    }

    private void tell(JournalEntry entry) {
        Optional<Movement> movement = movementOf(entry);
        transactions.executeWithoutResult(_ -> {
            switch (entry.kind()) {
                case RULING -> {
                    if (events.add(StoredJson.read(entry.body(), Ruling.class))) {
                        movement.ifPresent(this::apply);
                    }
                }
                case MOVEMENT -> movement.filter(events::add).ifPresent(this::apply);
                case CAMERA_READ -> reads.add(entry.key(), entry.body());
                case EXCEPTION -> exceptions.add(StoredJson.read(entry.body(), LaneException.class));
                case OVERRIDE -> audit(StoredJson.read(entry.body(), Overriding.Overridden.class));
            }
        });
        journal.reconciled(entry);
        movement.ifPresent(done -> {
            Optional<Pass> truth = passes.find(done.reservationId());
            book.caughtUp(done.reservationId(), truth);
        });
    }

    private void audit(Overriding.Overridden done) {
        if (events.add(done)) {
            audit.state(done.lotId(), done.actor(), "GATE_" + done.action(), done.gateId(), done.reason(), done.at());
        }
    }

    /** Runs with the event's first insert only: an event that is there already changed its pass with it. */
    private void apply(Movement movement) {
        if (passes.apply(movement) instanceof PassOutcome.Refused refused) {
            exceptions.add(Conflicts.of(movement, refused.reason()));
        }
    }

    private static Optional<Movement> movementOf(JournalEntry entry) {
        return switch (entry.kind()) {
            case RULING -> StoredJson.read(entry.body(), Ruling.class).movement();
            case MOVEMENT -> Optional.of(StoredJson.read(entry.body(), Movement.class));
            case CAMERA_READ, EXCEPTION, OVERRIDE -> Optional.empty();
        };
    }
}
