package com.parkhold.inventory.ledger.web;

import com.parkhold.common.contract.HoldRequest;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.inventory.ledger.Hold;
import com.parkhold.inventory.ledger.RoomRequest.Placing;
import com.parkhold.inventory.ledger.TimeWindow;
import com.parkhold.inventory.lot.LotRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a request for room must be like before the ledger is asked. Instants are kept to the microsecond. */
@Component
class HoldRules {

    private static final Duration FARTHEST = Duration.ofDays(731);

    private final Clock clock;

    HoldRules(Clock clock) {
        this.clock = clock;
    }

    Placing placing(String reservationId, HoldRequest request, boolean again) {
        List<FieldProblem> wrong = new ArrayList<>();
        id(wrong, "reservationId", reservationId);
        id(wrong, "/lotId", request.lotId());
        id(wrong, "/vehicleType", request.vehicleType());
        String preference = blankIsNone(request.spotPreference());
        if (preference != null) {
            id(wrong, "/spotPreference", preference);
        }
        window(wrong, request.startTime(), request.endTime());
        if (!wrong.isEmpty()) {
            throw Problem.badFields(wrong).asException();
        }
        TimeWindow window = new TimeWindow(
                request.startTime().truncatedTo(ChronoUnit.MICROS),
                request.endTime().truncatedTo(ChronoUnit.MICROS));
        return new Placing(request.lotId(), reservationId, request.vehicleType(), preference, window, again);
    }

    /** Another end of a stay. */
    Instant end(@Nullable String lotId, @Nullable Instant end) {
        List<FieldProblem> wrong = new ArrayList<>();
        id(wrong, "/lotId", lotId);
        if (end == null) {
            wrong.add(new FieldProblem("/endTime", "REQUIRED", "Is missing."));
        } else if (!end.isAfter(clock.instant())) {
            wrong.add(new FieldProblem("/endTime", "PAST", "The end is over."));
        } else if (end.isAfter(clock.instant().plus(FARTHEST).plus(Hold.LONGEST_STAY))) {
            wrong.add(new FieldProblem("/endTime", "TOO_FAR", "At most %d days ahead.".formatted(FARTHEST.toDays())));
        }
        if (!wrong.isEmpty() || end == null) {
            throw Problem.badFields(wrong).asException();
        }
        return end.truncatedTo(ChronoUnit.MICROS);
    }

    /** As an end is kept. */
    @Nullable
    Instant expectedEnd(@Nullable Instant end) {
        return end == null ? null : end.truncatedTo(ChronoUnit.MICROS);
    }

    private void window(List<FieldProblem> wrong, @Nullable Instant start, @Nullable Instant end) {
        if (start == null) {
            wrong.add(new FieldProblem("/startTime", "REQUIRED", "Is missing."));
        }
        if (end == null) {
            wrong.add(new FieldProblem("/endTime", "REQUIRED", "Is missing."));
        }
        if (start == null || end == null) {
            return;
        }
        Instant now = clock.instant();
        if (end.isBefore(start.plusSeconds(1))) {
            wrong.add(new FieldProblem("/endTime", "NOT_AFTER_START", "The end is at least a second after the start."));
        } else if (Duration.between(start, end).compareTo(Hold.LONGEST_STAY) > 0) {
            wrong.add(
                    new FieldProblem("/endTime", "TOO_LONG", "At most %d days.".formatted(Hold.LONGEST_STAY.toDays())));
        } else if (!end.isAfter(now)) {
            wrong.add(new FieldProblem("/endTime", "PAST", "The window is over."));
        } else if (start.isAfter(now.plus(FARTHEST))) {
            wrong.add(new FieldProblem("/startTime", "TOO_FAR", "At most %d days ahead.".formatted(FARTHEST.toDays())));
        }
    }

    private static void id(List<FieldProblem> wrong, String pointer, @Nullable String id) {
        if (id == null || id.isBlank()) {
            wrong.add(new FieldProblem(pointer, "REQUIRED", "Is missing."));
        } else if (!LotRules.ID.matcher(id).matches()) {
            wrong.add(new FieldProblem(pointer, "MALFORMED", "1 to 64 letters, digits, dots, underscores or hyphens."));
        }
    }

    private static @Nullable String blankIsNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
