package com.parkhold.common.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.IllegalTransactionStateException;

class AwayFailuresTest {

    @ParameterizedTest
    @MethodSource("away")
    void waitsForWhatIsAway(RuntimeException failure) {
        assertThat(AwayFailures.isAway(new IllegalStateException("Listener failed", failure)))
                .isTrue();
    }

    static Stream<RuntimeException> away() {
        return Stream.of(
                new CannotCreateTransactionException("no connection"),
                new QueryTimeoutException("57014"),
                new UncheckedIOException(new ConnectException("refused")),
                new AwayException("no answer", new IllegalStateException("504")),
                notRolledBack(new SQLException("Connection is closed")),
                notRolledBack(new SQLException("An I/O error occurred", "08006")),
                notRolledBack(new SQLException("terminating connection", "57P01")));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void setsAsideWhatFailsByItself(RuntimeException failure) {
        assertThat(AwayFailures.isAway(new IllegalStateException("Listener failed", failure)))
                .isFalse();
    }

    static Stream<RuntimeException> broken() {
        return Stream.of(
                new DataIntegrityViolationException("check violated", new SQLException("check violated", "23514")),
                new UncategorizedSQLException("insert", "select 1", new SQLException("internal error", "XX000")),
                new IllegalArgumentException("no such state", new SQLException("a column that is not there")),
                new IllegalTransactionStateException("no transaction is running"));
    }

    /** As Hibernate and Spring say it, in place of why it was to be rolled back. */
    private static JpaSystemException notRolledBack(SQLException cause) {
        return new JpaSystemException(
                new org.hibernate.TransactionException("Unable to rollback against JDBC Connection", cause));
    }
}
