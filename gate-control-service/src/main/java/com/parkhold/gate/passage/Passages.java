package com.parkhold.gate.passage;

import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.JournalEntry;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.lane.Lane;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Writes down every car that a loop sees pass, whatever is away: the count does not depend on what was decided. */
@Component
class Passages {

    private final Journal journal;
    private final Clock clock;

    Passages(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    void note(Lane lane, LiveLane.Passed passed, Instant at) {
        String reservation =
                passed instanceof LiveLane.Passed.Car car ? car.movement().reservationId() : null;
        Passage passage = new Passage(
                "passage:" + lane.key() + ":" + at, lane.lotId(), lane.gateId(), lane.direction(), reservation, at);
        journal.append(
                JournalEntry.Kind.PASSAGE, passage.id(), passage.id(), StoredJson.write(passage), clock.millis());
    }
}
