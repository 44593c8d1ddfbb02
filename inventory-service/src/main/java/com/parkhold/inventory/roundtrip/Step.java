package com.parkhold.inventory.roundtrip;

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

    /** Rows that are looked for, each given to the handler. */
    public static Step reading(String sql, RowCallbackHandler rows, @Nullable Object... parameters) {
        return new Step(sql, Arrays.asList(parameters), rows);
    }

    /** Rows that are changed. */
    public static Step writing(String sql, @Nullable Object... parameters) {
        return new Step(sql, Arrays.asList(parameters), null);
    }
}
