package com.parkhold.gate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.journal.JournalEntry.Kind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

    private final Path disk;
    private Journal journal;

    JournalTest(@TempDir Path disk) {
        this.disk = disk;
        journal = opened();
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void forgetsWhatWasToldAndIsOldHoweverMuchItIs() {
        for (int entry = 0; entry < 120; entry++) {
            journal.append(Kind.CAMERA_READ, "old" + entry, "s", "", entry);
        }
        journal.append(Kind.CAMERA_READ, "new", "s", "", 1_000);
        journal.reconciled(journal.pending(Integer.MAX_VALUE));
        journal.append(Kind.CAMERA_READ, "untold", "s", "", 0);

        assertThat(journal.forgetOlderThan(1_000)).isEqualTo(120);

        assertThat(journal.find(Kind.CAMERA_READ, "old0")).isEmpty();
        assertThat(journal.find(Kind.CAMERA_READ, "new")).isPresent();
        assertThat(journal.find(Kind.CAMERA_READ, "untold")).isPresent();
        assertThat(journal.forgetOlderThan(1_000)).isZero();
    }

    @Test
    void takesUpAgainWhatWasPutAside() {
        journal.append(Kind.RULING, "r", "s", "", 0);
        journal.append(Kind.RULING, "told", "s", "", 0);
        journal.reconciled(List.of(journal.pending(2).getLast()));
        journal.park(journal.pending(1).getFirst());
        assertThat(journal.pending(2)).isEmpty();

        assertThat(journal.unpark()).isEqualTo(1);

        assertThat(journal.pending(2)).extracting(JournalEntry::key).containsExactly("r");
    }

    @Test
    void pagesThroughWhatMayHaveMovedPasses() {
        List.of("r1", "r2", "r3").forEach(key -> journal.append(Kind.RULING, key, "s", "", 0));
        journal.append(Kind.CAMERA_READ, "c1", "s", "", 0);
        journal.append(Kind.MOVEMENT, "m1", "s", "", 0);
        journal.reconciled(journal.pending(1));

        List<JournalEntry> first = journal.pendingMoves(0, 2);
        List<JournalEntry> second = journal.pendingMoves(first.getLast().sequence(), 2);

        assertThat(first).extracting(JournalEntry::key).containsExactly("r2", "r3");
        assertThat(second).extracting(JournalEntry::key).containsExactly("m1");
        assertThat(journal.pendingMoves(second.getLast().sequence(), 2)).isEmpty();
    }

    /** A decision waits while the file is looked through, and there are hundreds of megabytes in it. */
    @ParameterizedTest
    @ValueSource(strings = {Journal.PENDING, Journal.PENDING_MOVES, Journal.UNPARK, Journal.FORGET})
    void looksThroughNoMoreThanItNeedsAlsoInAFileOfAnEarlierVersion(String statement) throws SQLException {
        journal.close();
        inFile("drop index entry_told");
        inFile("drop index entry_parked");
        journal = opened();

        List<String> plan = inFile("explain query plan " + statement);

        assertThat(plan).isNotEmpty().noneMatch(step -> step.matches("SCAN entry(?! USING INDEX entry_).*"));
        assertThat(plan).noneMatch(step -> step.contains("sqlite_autoindex") || step.contains("TEMP B-TREE"));
    }

    private List<String> inFile(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + disk.resolve("journal.db"));
                Statement asked = connection.createStatement()) {
            List<String> details = new ArrayList<>();
            if (asked.execute(statement.replace("?", "1"))) {
                ResultSet plan = asked.getResultSet();
                while (plan.next()) {
                    details.add(plan.getString("detail"));
                }
            }
            return details;
        }
    }

    private Journal opened() {
        return new Journal(disk, Optional::empty);
    }
}
