package com.parkhold.gate.passage;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.Fixtures;
import com.parkhold.gate.Unused;
import com.parkhold.gate.decision.Admission;
import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.decision.RefusalReason;
import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.pass.Level;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassSignal;
import com.parkhold.gate.pass.PassState;
import com.parkhold.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ladder on a machine whose disk is broken. */
class BrokenDiskTest {

    private final RememberedGate.Shared shared = new RememberedGate.Shared();
    private final RememberedGate.Line line = new RememberedGate.Line(new Random(1));

    private final Pass first = Fixtures.anyPass("r1", "D1SK1111");
    private final Pass second = Fixtures.anyPass("r2", "D1SK2222");

    @TempDir
    private Path directory;

    @Test
    void decidesOnTheDatabaseAndOpensNothingWithoutIt() {
        RememberedGate gate = broken(line);

        Ruling ruling = gate.ladder.rule(visit("e1", first), Prepared.nothing());
        assertThat(ruling.allowed()).isTrue();
        assertThat(ruling.level()).isEqualTo(Level.L0);
        assertThat(gate.ladder.rule(visit("e1", first), Prepared.nothing())).isEqualTo(ruling);
        line.cut = true;
        assertThat(gate.ladder.rule(visit("e2", second), Prepared.nothing()).reason())
                .isEqualTo(RefusalReason.OUT_OF_ORDER);
    }

    @Test
    void startsWithoutADiskAndDecidesOnTheDatabase() throws IOException {
        Path noDirectory = Files.writeString(directory.resolve("data"), "a file");
        shared.passes.expect(first);
        shared.passes.expect(second);
        try (Journal journal = new Journal(noDirectory, Optional::empty);
                LocalCopies copies = new LocalCopies(noDirectory)) {
            LastingOverrides overrides =
                    new LastingOverrides(journal, copies, new GateEvents(Unused.of(JdbcClient.class)));
            RememberedGate gate = new RememberedGate(shared, line, journal, copies, SettableClock.at(Fixtures.START));
            gate.refresh();
            gate.reconcile();

            assertThat(overrides.keepsOpen(AnyLane.exit("exit-1"))).isFalse();
            assertThat(gate.ladder.rule(visit("e1", first), Prepared.nothing()).level())
                    .isEqualTo(Level.L0);
            line.cut = true;
            assertThat(gate.ladder.rule(visit("e2", second), Prepared.nothing()).reason())
                    .isEqualTo(RefusalReason.OUT_OF_ORDER);
        }
    }

    @Test
    void opensOnWhatTheDatabaseHasTakenAndDidNotSayInTime() {
        RememberedGate.Line slow = new RememberedGate.Line(new AnswersAreLost());
        slow.slow = true;
        RememberedGate gate = broken(slow);

        Ruling ruling = gate.ladder.rule(visit("e1", first), Prepared.nothing());

        assertThat(ruling.allowed()).isTrue();
        assertThat(shared.events).containsKey("e1");
        assertThat(gate.book.isAhead("r1")).as("of the database").isFalse();
    }

    @Test
    void tellsTheDatabaseWhatACarDidOnceItIsBack() {
        RememberedGate gate = broken(line);
        Movement admitted = gate.ladder
                .rule(visit("e1", first), Prepared.nothing())
                .movement()
                .orElseThrow();
        line.cut = true;

        gate.moving.move(admitted.followedBy(PassSignal.VOID_ENTRY, Fixtures.START, "it backed out"));
        gate.moving.move(admitted.anew(PassSignal.ENTER, Fixtures.START, "it came again"));
        gate.moving.tellUntold();

        assertThat(gate.book.find("r1").map(Pass::state)).contains(PassState.INSIDE);
        assertThat(shared.passes.find("r1").map(Pass::state)).contains(PassState.ADMITTED);
        line.heal();
        gate.moving.tellUntold();
        assertThat(shared.passes.find("r1").map(Pass::state)).contains(PassState.INSIDE);
        assertThat(gate.book.isAhead("r1")).isFalse();
        assertThat(shared.exceptions).isEmpty();
    }

    @Test
    void tellsTheDatabaseWhatAnOperatorDoesAndTakesItsHandAwayInNoCase() {
        RememberedGate gate = broken(line);

        gate.noting.note(opened("1"));
        gate.noting.note(opened("1"));
        line.cut = true;
        gate.noting.note(opened("2"));

        assertThat(shared.events).containsOnlyKeys("1");
        assertThat(shared.audited).containsExactly("GATE_OPEN");
    }

    /** A machine that knows both passes and whose disk takes nothing any more. */
    private RememberedGate broken(RememberedGate.Line line) {
        Journal journal = new Journal(directory, Optional::empty);
        LocalCopies copies = new LocalCopies(directory);
        RememberedGate gate = new RememberedGate(shared, line, journal, copies, SettableClock.at(Fixtures.START));
        shared.passes.expect(first);
        shared.passes.expect(second);
        gate.refresh();
        journal.close();
        copies.close();
        return gate;
    }

    private static Overriding.Overridden opened(String id) {
        return new Overriding.Overridden(
                id, "lot-1", "entry-1", Overriding.Action.OPEN, "olga", "fire", null, Level.L3, Fixtures.START);
    }

    /** The database does everything and says nothing of it. */
    private static final class AnswersAreLost extends Random {
        private static final long serialVersionUID = 1;

        @Override
        public int nextInt(int bound) {
            return bound - 1;
        }

        @Override
        public boolean nextBoolean() {
            return false;
        }
    }

    private static Visit visit(String eventId, Pass pass) {
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
        return new Visit(eventId, eventId, "entry-1", Direction.ENTRY, arrival, false);
    }
}
