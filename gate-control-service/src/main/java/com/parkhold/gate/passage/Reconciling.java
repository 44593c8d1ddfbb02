package com.parkhold.gate.passage;

import com.parkhold.common.observability.CurrentTrace;
import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.JournalBrokenException;
import com.parkhold.gate.journal.JournalEntry;
import com.parkhold.gate.journal.StorableKey;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.PassClaims;
import com.parkhold.gate.pass.PassOutcome;
import com.parkhold.gate.pass.Passes;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * becomes an exception for the operator, and so does an entry that the database can never take. A car that came in though
 * its pass was revoked meanwhile is inside all the same: it is not kept in for that.
 */
@Component
public class Reconciling {

    private static final Logger log = LoggerFactory.getLogger(Reconciling.class);
    private static final int BATCH = 50;

    /** After a long outage there are more entries than memory holds. */
    private static final int PAGE = 500;

    private final Journal journal;
    private final PassBook book;
    private final PassClaims claims;
    private final Passes passes;
    private final GateEvents events;
    private final LaneExceptions exceptions;
    private final RawReads reads;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final CurrentTrace trace;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();

    /** What a start remembers of entries: claims say it to others until the database has been told. */
    private final Map<String, Movement> remembered = new LinkedHashMap<>();

    Reconciling(
            Journal journal,
            PassBook book,
            PassClaims claims,
            Passes passes,
            GateEvents events,
            LaneExceptions exceptions,
            RawReads reads,
            Audit audit,
            TransactionOperations transactions,
            CurrentTrace trace,
            Clock clock) {
        this.journal = journal;
        this.book = book;
        this.claims = claims;
        this.passes = passes;
        this.events = events;
        this.exceptions = exceptions;
        this.reads = reads;
        this.audit = audit;
        this.transactions = transactions;
        this.trace = trace;
        this.clock = clock;
        remember();
    }

    /** Tells all there is, as long as the database listens; returns how many entries. One at a time does it. */
    @Scheduled(fixedRate = 250)
    public int reconcile() {
        if (!turn.tryLock()) {
            return 0;
        }
        int told = 0;
        try {
            claimWhatIsRemembered();
            for (List<JournalEntry> batch = journal.pending(BATCH); !batch.isEmpty(); batch = journal.pending(BATCH)) {
                tellTogether(batch);
                told += batch.size();
            }
            remembered.clear();
        } catch (DataAccessException | TransactionException away) {
            log.debug("The database does not listen yet: {}", away.getMessage());
        } catch (JournalBrokenException diskGone) {
            log.debug("There is no disk to tell of: {}", diskGone.getMessage());
        } finally {
            turn.unlock();
        }
        return told;
    }

    /** After a start: what the journal knows and the database does not, happened. Starts too where no disk tells. */
    private void remember() {
        try {
            rememberAll();
        } catch (JournalBrokenException diskGone) {
            log.error("What the database was not told before is not known", diskGone);
        }
    }

    private void rememberAll() {
        journal.unpark();
        for (List<JournalEntry> page = journal.pendingMoves(0, PAGE);
                !page.isEmpty();
                page = journal.pendingMoves(page.getLast().sequence(), PAGE)) {
            page.forEach(this::remember);
        }
    }

    private void remember(JournalEntry entry) {
        movementOf(entry).ifPresent(movement -> {
            book.runAhead(movement.reservationId());
            book.apply(movement, () -> true);
            remembered.put(movement.eventId(), movement);
        });
    }

    /** Whoever came in is claimed, and who did not is not, though Redis may have been away when that was decided. */
    private void claimWhatIsRemembered() {
        remembered.values().removeIf(this::isClaimedOrReleased);
    }

    private boolean isClaimedOrReleased(Movement last) {
        return switch (last.signal()) {
            case ADMIT, ENTER -> claims.keep(last.reservationId(), last.eventId()) != PassClaims.Kept.NOBODY_ANSWERS;
            case VOID_ENTRY, UNDO_ENTRY -> {
                claims.release(last.reservationId(), last.eventId());
                yield true;
            }
            case LET_OUT, EXIT, VOID_EXIT, REVOKE, STRAY -> true;
        };
    }

    /** In one transaction; where one of them cannot be told, each by itself, and that one is put aside. */
    private void tellTogether(List<JournalEntry> batch) {
        try {
            transactions.executeWithoutResult(_ -> batch.forEach(this::tell));
            settled(batch);
        } catch (RuntimeException failure) {
            if (UnreadableEntries.mayPass(failure)) {
                throw failure;
            }
            batch.forEach(this::tellAlone);
        }
    }

    private void tellAlone(JournalEntry entry) {
        try {
            transactions.executeWithoutResult(_ -> tell(entry));
            settled(List.of(entry));
        } catch (RuntimeException failure) {
            if (UnreadableEntries.mayPass(failure)) {
                throw failure;
            }
            putAside(entry, failure);
        }
    }

    /** What it says happened all the same: its pass stays ahead of the database, which has not heard of it. */
    private void putAside(JournalEntry entry, RuntimeException failure) {
        log.error("Journal entry {} {} is put aside", entry.kind(), StorableKey.of(entry.key()), failure);
        try {
            transactions.executeWithoutResult(
                    _ -> exceptions.add(UnreadableEntries.exception(entry, failure, clock.instant())));
        } catch (RuntimeException untold) {
            if (UnreadableEntries.mayPass(untold)) {
                throw untold;
            }
            log.error("No operator can be told of it", untold);
        }
        journal.park(entry);
    }

    private void settled(List<JournalEntry> entries) {
        journal.reconciled(entries);
        entries.forEach(this::catchUp);
    }

    private void catchUp(JournalEntry entry) {
        movementOf(entry).ifPresent(done -> book.caughtUp(done.reservationId(), passes.find(done.reservationId())));
    }

    /** In the trace of what caused it, however long ago that was. */
    private void tell(JournalEntry entry) {
        trace.continuing(entry.trace(), "reconcile " + entry.kind(), () -> tellInTrace(entry));
    }

    private void tellInTrace(JournalEntry entry) {
        Optional<Movement> movement = movementOf(entry);
        switch (entry.kind()) {
            case RULING -> {
                if (events.add(StoredJson.read(entry.body(), Ruling.class))) {
                    movement.ifPresent(this::apply);
                }
            }
            case MOVEMENT -> {
                if (events.add(StoredJson.read(entry.body(), Movement.class))) {
                    movement.ifPresent(this::apply);
                }
            }
            case PASSAGE -> events.add(StoredJson.read(entry.body(), Passage.class));
            case CAMERA_READ -> reads.add(entry.key(), entry.body());
            case EXCEPTION -> exceptions.add(StoredJson.read(entry.body(), LaneException.class));
            case OVERRIDE -> audit(StoredJson.read(entry.body(), Overriding.Overridden.class));
            case UNKNOWN -> throw new IllegalArgumentException("another version of this service wrote it");
        }
    }

    private void audit(Overriding.Overridden done) {
        if (events.add(done)) {
            audit.state(done.lotId(), done.actor(), "GATE_" + done.action(), done.gateId(), done.reason(), done.at());
        }
    }

    /** Runs with the event's first insert only: an event that is there already changed its pass with it. */
    private void apply(Movement movement) {
        if (passes.happened(movement) instanceof PassOutcome.Refused refused) {
            exceptions.add(Conflicts.of(movement, refused.reason()));
        }
    }

    /** Empty also where it cannot be read: then it is told to nobody, and put aside. */
    private static Optional<Movement> movementOf(JournalEntry entry) {
        try {
            return switch (entry.kind()) {
                case RULING -> StoredJson.read(entry.body(), Ruling.class).movement();
                case MOVEMENT -> Optional.of(complete(StoredJson.read(entry.body(), Movement.class)));
                case PASSAGE, CAMERA_READ, EXCEPTION, OVERRIDE, UNKNOWN -> Optional.empty();
            };
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Movement complete(Movement movement) {
        Objects.requireNonNull(movement.signal());
        Objects.requireNonNull(movement.reservationId());
        return movement;
    }
}
