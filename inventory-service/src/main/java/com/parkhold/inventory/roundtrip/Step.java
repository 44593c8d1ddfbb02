package com.parkhold.inventory.roundtrip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * A statement of a {@link RoundTrip}.
 *
 * @param sql with a question mark for each parameter
 * @param parameters in their order; an array is an array of the database
 * @param rows is given each row of the answer; null for a statement that answers none
 */
public record Step(
        String sql,
        List<@Nullable Object> parameters,
        @Nullable RowCallbackHandler rows) {

    /** The end of the transaction that all steps before it ran in. */
    static final Step COMMIT = writing("commit");

    /** Rows that are looked for, each given to the handler. */
    public static Step reading(String sql, RowCallbackHandler rows, @Nullable Object... parameters) {
        return new Step(sql, Arrays.asList(parameters), rows);
    }

    /** Rows that are changed. */
    public static Step writing(String sql, @Nullable Object... parameters) {
        return new Step(sql, Arrays.asList(parameters), null);
    }

    /**
     * Rows of which there must be a certain number; the message fails with {@link UnexpectedRowsException} where there are
     * more or fewer. The database itself divides by zero then: an answer that is read could not stop what was sent behind
     * the question.
     *
     * @param sql a query, or a change that returns its rows; it must not divide
     */
    public static Step expecting(int number, String sql, @Nullable Object... parameters) {
        List<@Nullable Object> all = new ArrayList<@Nullable Object>(Arrays.asList(parameters));
        all.add(number);
        return new Step("with met as (" + sql + ")\nselect 1 / (count(*) = ?)::int4 from met", all, null);
    }
}
