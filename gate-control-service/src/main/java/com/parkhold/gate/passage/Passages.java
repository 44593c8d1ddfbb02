package com.parkhold.gate.passage;

import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.JournalBrokenException;
import com.parkhold.gate.journal.JournalEntry;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.keeping.Keeping;
import com.parkhold.gate.lane.Lane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Writes down every car that a loop sees pass, whatever is away: the count does not depend on what was decided. */
@Component
class Passages {

    private static final Logger log = LoggerFactory.getLogger(Passages.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Journal journal;
    private final GateEvents events;
    private final DatabaseCalls calls;
    private final TransactionOperations transactions;
    private final Keeping keeping;
    private final Clock clock;

    Passages(
            Journal journal,
            GateEvents events,
            DatabaseCalls calls,
            TransactionOperations transactions,
            Keeping keeping,
            Clock clock) {
        this.journal = journal;
        this.events = events;
        this.calls = calls;
        this.transactions = transactions;
        this.keeping = keeping;
        this.clock = clock;
    }

    void note(Lane lane, Passed passed, Instant at) {
        String seenBy = keeping.name();
        Passage passage = new Passage(
                "passage:" + lane.key() + ":" + at + "@" + seenBy,
                lane.lotId(),
                lane.gateId(),
                lane.direction(),
                reservationOf(passed),
                at,
                seenBy,
                passed instanceof Passed.AlreadyCounted ? true : null);
        try {
            journal.append(
                    JournalEntry.Kind.PASSAGE, passage.id(), passage.id(), StoredJson.write(passage), clock.millis());
        } catch (JournalBrokenException diskGone) {
            log.error("The journal takes no passages: the database has to", diskGone);
            addNow(passage);
        }
    }

    private void addNow(Passage passage) {
        if (calls.within(PATIENCE, () -> transactions.execute(_ -> events.add(passage)))
                .isEmpty()) {
            log.error("Nobody can be told that a car passed: {}", passage);
        }
    }

    private static @Nullable String reservationOf(Passed passed) {
        return switch (passed) {
            case Passed.Car car -> car.movement().reservationId();
            case Passed.AlreadyCounted car -> car.movement().reservationId();
            case Passed.Unexpected _, Passed.Nobody _ -> null;
        };
    }
}
