package com.parkhold.inventory.availability.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.inventory.ledger.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a person asked for; says everything that is wrong at once. */
final class AvailabilityQuery {

    private static final Duration LONGEST = Duration.ofDays(31);

    private final List<FieldProblem> wrong = new ArrayList<>();

    /** A window that must be there. */
    static TimeWindow window(@Nullable String startTime, @Nullable String endTime) {
        AvailabilityQuery query = new AvailabilityQuery();
        Instant start = query.instant("startTime", startTime);
        Instant end = query.instant("endTime", endTime);
        if (start != null && end != null) {
            query.order(start, end);
        }
        if (!query.wrong.isEmpty() || start == null || end == null) {
            throw Problem.badFields(query.wrong).asException();
        }
        return new TimeWindow(start, end);
    }

    /** A window, or none where neither end is given. */
    static Optional<TimeWindow> optionalWindow(@Nullable String startTime, @Nullable String endTime) {
        return startTime == null && endTime == null ? Optional.empty() : Optional.of(window(startTime, endTime));
    }

    private void order(Instant start, Instant end) {
        if (!start.isBefore(end)) {
            wrong.add(new FieldProblem("endTime", "NOT_AFTER_START", "The end is after the start."));
        } else if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            wrong.add(new FieldProblem("endTime", "TOO_LONG", "At most %d days.".formatted(LONGEST.toDays())));
        }
    }

    private @Nullable Instant instant(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            wrong.add(new FieldProblem(name, "REQUIRED", "Is missing."));
            return null;
        }
        try {
            Instant read = OffsetDateTime.parse(text).toInstant();
            if (read.isBefore(Instant.EPOCH) || read.getEpochSecond() > LAST_SECOND) {
                wrong.add(new FieldProblem(name, "OUT_OF_RANGE", "Between the years 1970 and 2999."));
                return null;
            }
            return read;
        } catch (DateTimeParseException notAnInstant) {
            wrong.add(new FieldProblem(name, "MALFORMED", "An RFC 3339 instant, such as 2026-04-14T09:00:00Z."));
            return null;
        }
    }

    private static final long LAST_SECOND =
            Instant.parse("3000-01-01T00:00:00Z").getEpochSecond();
}
