package com.parkhold.reservation.saga;

import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.reservation.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When a stay may begin and end, seen from now: asked once, when the request first comes. */
final class BookingLimits {

    private static final Duration LATE_START = Duration.ofMinutes(5);
    private static final Duration FURTHEST_AHEAD = Duration.ofDays(366);
    private static final Duration LONGEST = Duration.ofDays(31);

    private BookingLimits() {}

    static List<FieldProblem> problemsOf(TimeWindow window, Instant now) {
        List<FieldProblem> problems = new ArrayList<>();
        if (window.start().isBefore(now.minus(LATE_START))) {
            problems.add(new FieldProblem("/startTime", "IN_THE_PAST", "startTime has passed."));
        }
        if (!window.end().isAfter(now)) {
            problems.add(new FieldProblem("/endTime", "IN_THE_PAST", "endTime has passed."));
        }
        if (window.start().isAfter(now.plus(FURTHEST_AHEAD))) {
            problems.add(new FieldProblem("/startTime", "TOO_FAR_AHEAD", "startTime is more than a year ahead."));
        }
        if (window.length().compareTo(LONGEST) > 0) {
            problems.add(new FieldProblem("/endTime", "TOO_LONG", "A stay is at most 31 days."));
        }
        return problems;
    }
}
