package com.parkhold.gate.passage;

import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.JournalEntry;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.keeping.Keeping;
import com.parkhold.gate.lane.Lane;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Writes down every car that a loop sees pass, whatever is away: the count does not depend on what was decided. */
@Component
class Passages {

    private final Journal journal;
    private final Keeping keeping;
    private final Clock clock;

    Passages(Journal journal, Keeping keeping, Clock clock) {
        this.journal = journal;
        this.keeping = keeping;
        this.clock = clock;
    }

    void note(Lane lane, Passed passed, Instant at) {
        String reservation = passed instanceof Passed.Car car ? car.movement().reservationId() : null;
        String seenBy = keeping.name();
        Passage passage = new Passage(
                "passage:" + lane.key() + ":" + at + "@" + seenBy,
                lane.lotId(),
                lane.gateId(),
                lane.direction(),
                reservation,
                at,
                seenBy);
        journal.append(
                JournalEntry.Kind.PASSAGE, passage.id(), passage.id(), StoredJson.write(passage), clock.millis());
    }
}
