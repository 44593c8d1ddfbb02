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
import com.parkhold.gate.pass.Pass;
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

    @Test
    void decidesOnTheDatabaseAndOpensNothingWithoutIt(@TempDir Path directory) {
        Journal journal = new Journal(directory, Optional::empty);
        LocalCopies copies = new LocalCopies(directory);
        RememberedGate gate = new RememberedGate(shared, line, journal, copies, SettableClock.at(Fixtures.START));
        Pass first = Fixtures.anyPass("r1", "D1SK1111");
        Pass second = Fixtures.anyPass("r2", "D1SK2222");
        shared.passes.expect(first);
        shared.passes.expect(second);
        gate.refresh();

        journal.close();
        copies.close();

        Ruling ruling = gate.ladder.rule(visit("e1", first), Prepared.nothing());
        assertThat(ruling.allowed()).isTrue();
        assertThat(ruling.level()).isEqualTo(Level.L0);
        assertThat(gate.ladder.rule(visit("e1", first), Prepared.nothing())).isEqualTo(ruling);
        line.cut = true;
        assertThat(gate.ladder.rule(visit("e2", second), Prepared.nothing()).reason())
                .isEqualTo(RefusalReason.OUT_OF_ORDER);
    }

    @Test
    void startsWithoutADiskAndDecidesOnTheDatabase(@TempDir Path directory) throws IOException {
        Path noDirectory = Files.writeString(directory.resolve("data"), "a file");
        Pass first = Fixtures.anyPass("r1", "D1SK1111");
        Pass second = Fixtures.anyPass("r2", "D1SK2222");
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
