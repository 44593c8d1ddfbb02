package com.parkhold.inventory.roundtrip;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * A statement of a {@link RoundTrip}.
 *
 * @param sql with a question mark for each parameter
 * @param parameters in their order; an array is an array of the database
 * @param rows is given each row of the answer; null for a statement that answers none
 * @param changed is told how many rows were changed; null where nobody wants to know
 */
public record Step(
        String sql,
        List<@Nullable Object> parameters,
        @Nullable RowCallbackHandler rows,
        @Nullable IntConsumer changed) {

    /** Rows that are looked for, each given to the handler. */
    public static Step reading(String sql, RowCallbackHandler rows, @Nullable Object... parameters) {
        return new Step(sql, Arrays.asList(parameters), rows, null);
    }

    /** Rows that are changed. */
    public static Step writing(String sql, @Nullable Object... parameters) {
        return new Step(sql, Arrays.asList(parameters), null, null);
    }

    /** This step, and how many rows it changed. */
    public Step counting(IntConsumer counted) {
        return new Step(sql, parameters, rows, counted);
    }
}
