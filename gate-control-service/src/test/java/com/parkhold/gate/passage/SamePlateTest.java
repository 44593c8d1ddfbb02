package com.parkhold.gate.passage;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.Fixtures;
import com.parkhold.gate.decision.Admission;
import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.decision.RefusalReason;
import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.pass.Level;
import com.parkhold.gate.pass.Pass;
import com.parkhold.testing.SettableClock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second car with the plate of one that is inside, and a genuine ticket of its own. */
class SamePlateTest {

    private final RememberedGate.Shared shared = new RememberedGate.Shared();
    private final RememberedGate.Line line = new RememberedGate.Line(new Random(1));
    private int visits;

    @Test
    void isNotLetInByItsTicketEither(@TempDir Path directory) {
        try (Journal journal = new Journal(directory, Optional::empty);
                LocalCopies copies = new LocalCopies(directory)) {
            RememberedGate gate = new RememberedGate(shared, line, journal, copies, SettableClock.at(Fixtures.START));
            shared.passes.expect(Fixtures.anyPass("r1", "SAME1234"));
            shared.passes.expect(Fixtures.anyPass("r2", "SAME1234"));
            shared.passes.expect(Fixtures.anyPass("r3", "OTHER123"));
            gate.refresh();
            assertThat(arrive(gate, "r1").allowed()).isTrue();

            assertRefused(arrive(gate, "r2"), Level.L0);
            line.cut = true;
            assertRefused(arrive(gate, "r2"), Level.L2);
            assertThat(arrive(gate, "r3").allowed()).isTrue();
        }
    }

    private static void assertRefused(Ruling ruling, Level level) {
        assertThat(ruling.reason()).isEqualTo(RefusalReason.ALREADY_INSIDE);
        assertThat(ruling.level()).isEqualTo(level);
    }

    private Ruling arrive(RememberedGate gate, String reservationId) {
        Pass pass = gate.book.find(reservationId).orElseThrow();
        Arrival arrival = new Arrival(
                pass.lotId(),
                null,
                new Arrival.Ticket.Genuine(reservationId),
                1,
                0,
                Admission.EITHER,
                Set.of(),
                false,
                Fixtures.START);
        String eventId = "e" + ++visits;
        return gate.ladder.rule(
                new Visit(eventId, eventId, "entry-1", Direction.ENTRY, arrival, true), Prepared.nothing());
    }
}
