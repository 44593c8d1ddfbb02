package com.parkhold.gate.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.parkhold.gate.Fixtures;
import com.parkhold.gate.decision.Admission;
import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassState;
import com.parkhold.testing.SettableClock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the database will never take, among what it does. */
class ReconcilingTest {

    private static final Pass UNTOLD = Fixtures.anyPass("r1", "ABC1111");
    private static final Pass TOLD = Fixtures.anyPass("r2", "ABC2222");

    private final RememberedGate.Shared shared = new RememberedGate.Shared();
    private final RememberedGate.Line line = new RememberedGate.Line(new Random(1));
    private final Journal journal;
    private final LocalCopies copies;
    private RememberedGate gate;

    ReconcilingTest(@TempDir Path disk) {
        journal = new Journal(disk, Optional::empty);
        copies = new LocalCopies(disk);
        gate = started();
    }

    @BeforeEach
    void letTwoCarsInThatTheDatabaseDoesNotHearOf() {
        shared.passes.expect(UNTOLD);
        shared.passes.expect(TOLD);
        gate.refresh();
        line.cut = true;
        shared.unstorable.add("e1");
        assertThat(arrive("e1", UNTOLD, Direction.ENTRY).allowed()).isTrue();
        assertThat(arrive("e2", TOLD, Direction.ENTRY).allowed()).isTrue();
        line.heal();
    }

    @AfterEach
    void close() {
        journal.close();
        copies.close();
    }

    @Test
    void putsAsideWhatIsBeyondTheDatabasesLimitsAndTellsTheRest() {
        gate.reconcile();

        assertThat(journal.pending(10)).isEmpty();
        assertThat(shared.passes.find("r2")).map(Pass::state).hasValue(PassState.ADMITTED);
        assertThat(shared.exceptions.values())
                .extracting(LaneException::id, LaneException::kind)
                .containsExactly(tuple("parked:RULING:e1", LaneException.Kind.JOURNAL_ENTRY_PARKED));
    }

    @Test
    void letsACarOutWhoseEntryTheDatabaseNeverTakes() {
        gate.reconcile();
        gate.refresh();

        assertThat(gate.book.find("r1")).map(Pass::state).hasValue(PassState.ADMITTED);
        assertThat(arrive("e3", UNTOLD, Direction.EXIT).allowed()).isTrue();
    }

    @Test
    void triesItAgainAfterTheNextStart() {
        gate.reconcile();
        shared.unstorable.clear();

        gate = started();
        gate.reconcile();

        assertThat(shared.passes.find("r1")).map(Pass::state).hasValue(PassState.ADMITTED);
        assertThat(gate.book.isAhead("r1")).isFalse();
    }

    private RememberedGate started() {
        return new RememberedGate(shared, line, journal, copies, SettableClock.at(Fixtures.START));
    }

    private Ruling arrive(String eventId, Pass pass, Direction direction) {
        Arrival arrival = new Arrival(
                pass.lotId(),
                null,
                new Arrival.Ticket.Genuine(pass.reservationId()),
                1,
                0,
                Admission.EITHER,
                Set.of(),
                false,
                Fixtures.START);
        return gate.ladder.rule(new Visit(eventId, eventId, "gate-1", direction, arrival, false), Prepared.nothing());
    }
}
