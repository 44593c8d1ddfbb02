package com.parkhold.inventory.roundtrip;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    private final JdbcTemplate jdbc;

    RoundTrip(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Runs the steps in their order.
     *
     * @throws org.springframework.dao.DataAccessException for the first step that fails
     */
    public void run(List<Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
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
            IntConsumer changed = step.changed();
            if (hasRows && rows != null) {
                readRows(statement.getResultSet(), rows);
            } else if (!hasRows && changed != null) {
                changed.accept(statement.getUpdateCount());
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
