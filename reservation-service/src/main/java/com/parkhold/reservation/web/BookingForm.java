package com.parkhold.reservation.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.common.security.Caller;
import com.parkhold.reservation.Booking;
import com.parkhold.reservation.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The body of a booking request, as it comes. */
record BookingForm(
        @Nullable String userId,
        @Nullable String vehicleId,
        @Nullable String lotId,
        @Nullable String vehicleType,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        @Nullable String spotPreference) {

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._:@-]{1,64}");
    private static final Pattern CLASS_NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9000-01-01T00:00:00Z");

    /**
     * What it asks for.
     *
     * @throws com.parkhold.common.problem.ProblemException 400 with every field that is wrong, or 403 if it is for
     *     somebody else
     */
    Booking toBooking(Caller caller) {
        List<FieldProblem> problems = problems();
        if (!problems.isEmpty()) {
            throw Problem.badFields(problems).asException();
        }
        if (!caller.isDriver() || !caller.userId().equals(userId)) {
            throw Problem.forbidden("A driver books for themselves only.").asException();
        }
        return new Booking(
                caller.userId(),
                caller.email(),
                Objects.requireNonNull(vehicleId),
                Objects.requireNonNull(lotId),
                Objects.requireNonNull(vehicleType).toUpperCase(Locale.ROOT),
                spotPreference == null ? null : spotPreference.toUpperCase(Locale.ROOT),
                new TimeWindow(Objects.requireNonNull(startTime), Objects.requireNonNull(endTime)));
    }

    private List<FieldProblem> problems() {
        List<FieldProblem> problems = new ArrayList<>();
        checkText(problems, "/userId", userId, IDENTIFIER);
        checkText(problems, "/vehicleId", vehicleId, IDENTIFIER);
        checkText(problems, "/lotId", lotId, IDENTIFIER);
        checkText(problems, "/vehicleType", vehicleType, CLASS_NAME);
        if (spotPreference != null) {
            checkText(problems, "/spotPreference", spotPreference, CLASS_NAME);
        }
        checkTime(problems, "/startTime", startTime);
        checkTime(problems, "/endTime", endTime);
        if (problems.isEmpty() && startTime != null && endTime != null && !startTime.isBefore(endTime)) {
            problems.add(new FieldProblem("/endTime", "END_BEFORE_START", "endTime must be after startTime."));
        }
        return problems;
    }

    private static void checkText(List<FieldProblem> problems, String pointer, @Nullable String value, Pattern form) {
        if (value == null || value.isBlank()) {
            problems.add(missing(pointer));
        } else if (!form.matcher(value).matches()) {
            problems.add(new FieldProblem(pointer, "MALFORMED", "Letters, digits and a few signs only, and not long."));
        }
    }

    private static void checkTime(List<FieldProblem> problems, String pointer, @Nullable Instant value) {
        if (value == null) {
            problems.add(missing(pointer));
        } else if (value.isBefore(FIRST) || value.isAfter(LAST)) {
            problems.add(new FieldProblem(pointer, "MALFORMED", "Not a time that anybody parks at."));
        }
    }

    private static FieldProblem missing(String pointer) {
        return new FieldProblem(pointer, "REQUIRED", pointer.substring(1) + " is missing.");
    }
}
