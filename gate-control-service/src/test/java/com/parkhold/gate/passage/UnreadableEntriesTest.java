package com.parkhold.gate.passage;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.Fixtures;
import com.parkhold.gate.journal.JournalEntry;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

class UnreadableEntriesTest {

    @ParameterizedTest
    @CsvSource({"54000,false", "22021,false", "22P05,false", "53100,true", "57P01,true", "08006,true"})
    void tellsAnEntryThatCannotBeTakenFromADatabaseThatIsAway(String state, boolean mayPass) {
        SQLException refused = new SQLException("refused", state);

        assertThat(UnreadableEntries.mayPass(new DataAccessResourceFailureException("no", refused)))
                .isEqualTo(mayPass);
        assertThat(UnreadableEntries.mayPass(new CannotCreateTransactionException("no", refused)))
                .isEqualTo(mayPass);
    }

    @Test
    void blamesTheEntryForWhatIsNoTroubleOfTheDatabase() {
        assertThat(UnreadableEntries.mayPass(new IllegalArgumentException("unreadable")))
                .isFalse();
        assertThat(UnreadableEntries.mayPass(new DataIntegrityViolationException("23505")))
                .isFalse();
        assertThat(UnreadableEntries.mayPass(new DataAccessResourceFailureException("away")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5_000})
    void tellsOfItInWordsThatTheDatabaseTakes(int length) {
        String odd = "\u0000".repeat(length);
        String body = "{\"lotId\":\"%s\",\"gateId\":\"g\"}".formatted("\\u0000".repeat(length));
        JournalEntry entry = new JournalEntry(1, JournalEntry.Kind.RULING, odd, odd, body, null);

        LaneException told = UnreadableEntries.exception(entry, new IllegalArgumentException(odd), Fixtures.START);

        assertThat(told.id() + told.lotId() + told.detail())
                .doesNotContain("\u0000")
                .hasSizeLessThan(2_000);
        assertThat(told.gateId()).isEqualTo("g");
    }
}
