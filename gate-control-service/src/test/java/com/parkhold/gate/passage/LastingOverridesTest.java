package com.parkhold.gate.passage;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.Fixtures;
import com.parkhold.gate.Unused;
import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.JournalEntry;
import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.pass.Level;
import com.parkhold.gate.passage.Overriding.Action;
import com.parkhold.gate.passage.Overriding.Overridden;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class LastingOverridesTest {

    private static final Instant NOW = Fixtures.START;

    @TempDir
    private Path disk;

    private final List<Overridden> inDatabase = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable file : open) {
            file.close();
        }
    }

    @Test
    void remembersOverARestartWithNothingBehindItWhatStaysOpen() {
        LastingOverrides before = started();
        before.note(done("1", "exit-1", Action.KEEP_OPEN, NOW));
        before.note(done("2", "exit-2", Action.KEEP_OPEN, NOW));
        before.note(done("3", "exit-2", Action.CLOSE, NOW.plusSeconds(1)));
        before.note(done("4", "exit-1", Action.OPEN, NOW.plusSeconds(2)));

        LastingOverrides after = started();

        assertThat(after.keepsOpen(AnyLane.exit("exit-1"))).isTrue();
        assertThat(after.keepsOpen(AnyLane.exit("exit-2"))).isFalse();
        assertThat(after.keepsOpen(AnyLane.exit("exit-3"))).isFalse();
    }

    @Test
    void remembersWhatOnlyTheJournalHasKept() {
        Overridden kept = done("1", "exit-1", Action.KEEP_OPEN, NOW);
        journal().append(JournalEntry.Kind.OVERRIDE, kept.id(), kept.id(), StoredJson.write(kept), 1);
        journal().append(JournalEntry.Kind.OVERRIDE, "2", "2", "not what was written", 1);

        assertThat(started().keepsOpen(AnyLane.exit("exit-1"))).isTrue();
    }

    @Test
    void learnsWhatWasDoneElsewhereAndTellsOfItOnce() {
        LastingOverrides here = started();
        List<Overridden> told = new ArrayList<>();
        here.follow(told::add);
        here.note(done("1", "exit-1", Action.KEEP_OPEN, NOW));
        inDatabase.add(done("1", "exit-1", Action.KEEP_OPEN, NOW));
        inDatabase.add(done("2", "exit-2", Action.KEEP_OPEN, NOW));

        here.refresh();
        here.refresh();

        assertThat(told).extracting(Overridden::gateId).containsExactly("exit-2");
        assertThat(started().keepsOpen(AnyLane.exit("exit-2")))
                .as("also after a restart without the database")
                .isTrue();
    }

    @Test
    void saysWhatIsDoneNowAfterWhatAClockThatIsAheadDid() {
        LastingOverrides here = started();
        here.note(done("1", "exit-1", Action.KEEP_OPEN, NOW.plusSeconds(5)));

        Instant at = here.after(AnyLane.exit("exit-1"), NOW);
        here.note(done("2", "exit-1", Action.CLOSE, at));

        assertThat(here.keepsOpen(AnyLane.exit("exit-1"))).isFalse();
        assertThat(here.at(AnyLane.exit("exit-1"))).map(Overridden::id).isEqualTo(Optional.of("2"));
    }

    private LastingOverrides started() {
        LocalCopies copies = new LocalCopies(disk);
        open.add(copies);
        return new LastingOverrides(journal(), copies, new GateEvents(Unused.of(JdbcClient.class)) {
            @Override
            List<Overridden> lastingOverrides() {
                return inDatabase;
            }
        });
    }

    private Journal journal() {
        Journal journal = new Journal(disk, Optional::empty);
        open.add(journal);
        return journal;
    }

    private static Overridden done(String id, String gateId, Action action, Instant at) {
        return new Overridden(id, "lot-1", gateId, action, "olga", "fire", null, Level.L3, at);
    }
}
