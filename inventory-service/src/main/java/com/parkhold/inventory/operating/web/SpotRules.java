package com.parkhold.inventory.operating.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.inventory.ledger.Withdrawal;
import com.parkhold.inventory.lot.LotRules;
import com.parkhold.inventory.operating.PlanningSpot.Plan;
import com.parkhold.inventory.spot.SpotStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an operator may say of a spot. Instants are kept to the microsecond. */
@Component
class SpotRules {

    private static final Duration FARTHEST = Duration.ofDays(731);
    private static final int LONGEST_REASON = 500;

    private final Clock clock;

    SpotRules(Clock clock) {
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param plan null for what holds at once and for good
     */
    record Wish(
            SpotStatus status,
            @Nullable String reason,
            @Nullable Plan plan) {}

    Wish check(@Nullable String statusName, @Nullable String reason, @Nullable Instant from, @Nullable Instant until) {
        SpotStatus status = status(statusName);
        List<FieldProblem> wrong = new ArrayList<>(LotRules.checkText("/reason", reason, LONGEST_REASON));
        Instant begin = from == null ? null : from.truncatedTo(ChronoUnit.MICROS);
        Instant end = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
        boolean isPlanned = begin != null || end != null;
        if (isPlanned && status == SpotStatus.AVAILABLE) {
            String pointer = begin == null ? "/until" : "/from";
            wrong.add(new FieldProblem(pointer, "NOT_ALLOWED", "A spot is given back at once, with all its plans."));
        } else if (isPlanned) {
            times(wrong, begin, end);
        }
        if (!wrong.isEmpty()) {
            throw Problem.badFields(wrong).asException();
        }
        return new Wish(status, reason, isPlanned ? new Plan(kind(status), reason, begin, end) : null);
    }

    private void times(List<FieldProblem> wrong, @Nullable Instant from, @Nullable Instant until) {
        Instant now = clock.instant();
        if (from != null && !from.isAfter(now)) {
            wrong.add(new FieldProblem("/from", "PAST", "Is not to come; leave it out for now."));
        }
        if (until != null && !until.isAfter(from == null ? now : from)) {
            wrong.add(new FieldProblem("/until", "NOT_AFTER_FROM", "The end is after the beginning."));
        }
        farthest(wrong, "/from", from, now);
        farthest(wrong, "/until", until, now);
    }

    private static void farthest(List<FieldProblem> wrong, String pointer, @Nullable Instant at, Instant now) {
        if (at != null && at.isAfter(now.plus(FARTHEST))) {
            wrong.add(new FieldProblem(pointer, "TOO_FAR", "At most %d days ahead.".formatted(FARTHEST.toDays())));
        }
    }

    private static SpotStatus status(@Nullable String name) {
        return switch (name) {
            case "AVAILABLE" -> SpotStatus.AVAILABLE;
            case "BLOCKED" -> SpotStatus.BLOCKED;
            case "MAINTENANCE" -> SpotStatus.MAINTENANCE;
            case null ->
                throw Problem.badField("/status", "REQUIRED", "Is missing.").asException();
            default ->
                throw Problem.badField("/status", "UNKNOWN_STATUS", "AVAILABLE, BLOCKED or MAINTENANCE.")
                        .asException();
        };
    }

    private static Withdrawal.Kind kind(SpotStatus status) {
        return status == SpotStatus.BLOCKED ? Withdrawal.Kind.BLOCKED : Withdrawal.Kind.MAINTENANCE;
    }
}
