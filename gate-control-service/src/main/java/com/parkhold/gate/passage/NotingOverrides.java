package com.parkhold.gate.passage;

import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.JournalBrokenException;
import com.parkhold.gate.journal.JournalEntry;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.passage.Overriding.Overridden;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes down what an operator does before it is done: in the journal, or, where the disk takes nothing, in the database
 * with its audit. Where neither takes it the log alone keeps it: an operator's hand is the last that opens a lane, and is
 * not taken away for that. Never throws.
 */
@Component
class NotingOverrides {

    private static final Logger log = LoggerFactory.getLogger(NotingOverrides.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Journal journal;
    private final GateEvents events;
    private final Audit audit;
    private final DatabaseCalls calls;
    private final TransactionOperations transactions;
    private final LastingOverrides lasting;
    private final Clock clock;

    NotingOverrides(
            Journal journal,
            GateEvents events,
            Audit audit,
            DatabaseCalls calls,
            TransactionOperations transactions,
            LastingOverrides lasting,
            Clock clock) {
        this.journal = journal;
        this.events = events;
        this.audit = audit;
        this.calls = calls;
        this.transactions = transactions;
        this.lasting = lasting;
        this.clock = clock;
    }

    /** Doing it again under the same id changes nothing. */
    void note(Overridden done) {
        try {
            journal.append(JournalEntry.Kind.OVERRIDE, done.id(), done.id(), StoredJson.write(done), clock.millis());
        } catch (JournalBrokenException diskGone) {
            log.error("The journal takes nothing that operators do: the database has to", diskGone);
            addNow(done);
        }
        lasting.note(done);
    }

    private void addNow(Overridden done) {
        if (calls.within(PATIENCE, () -> transactions.execute(_ -> add(done))).isEmpty()) {
            log.error("Done by hand, and written down nowhere else: {}", done);
        }
    }

    private boolean add(Overridden done) {
        boolean isNew = events.add(done);
        if (isNew) {
            audit.state(done.lotId(), done.actor(), "GATE_" + done.action(), done.gateId(), done.reason(), done.at());
        }
        return isNew;
    }
}
