package com.parkhold.inventory.roundtrip;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/**
 * Sends several statements in one message: PostgreSQL runs them one after the other in the running transaction, and all
 * of them cost one wait. A failing one fails all.
 *
 * <p>Whoever holds a lock that others wait for pays for each answer that it waits for itself, so what can be asked
 * together should be.
 */
@Component
public class RoundTrip {

    private static final String DIVISION_BY_ZERO = "22012";

    private final JdbcTemplate jdbc;

    RoundTrip(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Runs the steps in their order.
     *
     * @throws UnexpectedRowsException for a step that met other rows than it expected
     * @throws org.springframework.dao.DataAccessException for the first step that fails otherwise
     */
    public void run(List<Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        try {
            send(steps);
        } catch (DataIntegrityViolationException failed) {
            throw isDivisionByZero(failed) ? new UnexpectedRowsException(failed) : failed;
        }
    }

    /**
     * Runs the steps and commits the running transaction, in the same message: after a failing step nothing is committed.
     * Whoever began the transaction finds nothing left to commit, and must send nothing more in it.
     *
     * @throws UnexpectedRowsException if nothing was committed, as for {@link #run}
     * @throws org.springframework.dao.DataAccessException for a step that fails; and where the answer was lost, which may
     *     be after the commit
     */
    public void runAndCommit(List<Step> steps) {
        if (!steps.isEmpty()) {
            List<Step> all = new ArrayList<>(steps);
            all.add(Step.COMMIT);
            run(all);
        }
    }

    private static boolean isDivisionByZero(DataIntegrityViolationException failed) {
        return failed.getRootCause() instanceof SQLException cause && DIVISION_BY_ZERO.equals(cause.getSQLState());
    }

    private void send(List<Step> steps) {
        String message = steps.stream().map(Step::sql).collect(Collectors.joining(";\n"));
        jdbc.execute(message, (PreparedStatementCallback<@Nullable Void>) statement -> {
            bind(statement, steps);
            read(statement, steps);
            return null;
        });
    }

    private static void bind(PreparedStatement statement, List<Step> steps) throws SQLException {
        int position = 1;
        for (Step step : steps) {
            for (Object parameter : step.parameters()) {
                statement.setObject(position++, parameter);
            }
        }
    }

    private static void read(PreparedStatement statement, List<Step> steps) throws SQLException {
        boolean hasRows = statement.execute();
        for (Step step : steps) {
            RowCallbackHandler rows = step.rows();
            if (hasRows && rows != null) {
                readRows(statement.getResultSet(), rows);
            }
            hasRows = statement.getMoreResults();
        }
    }

    private static void readRows(ResultSet found, RowCallbackHandler rows) throws SQLException {
        try (found) {
            while (found.next()) {
                rows.processRow(found);
            }
        }
    }
}
