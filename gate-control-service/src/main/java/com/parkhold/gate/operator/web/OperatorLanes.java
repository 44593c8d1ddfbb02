package com.parkhold.gate.operator.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.gate.camera.ClockSkews;
import com.parkhold.gate.lane.Commissionings;
import com.parkhold.gate.lane.Lanes;
import com.parkhold.gate.passage.GateEvents;
import com.parkhold.gate.passage.LaneExceptions;
import com.parkhold.gate.passage.LiveLane;
import com.parkhold.gate.passage.LiveLanes;
import com.parkhold.gate.passage.Overriding;
import com.parkhold.gate.passage.Refreshing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happens at a lot's lanes, and the operator's hand on them. */
@RestController
@RequestMapping("/v1/operator/lots/{lotId}")
class OperatorLanes {

    private static final Set<Overriding.Action> ASKED_FOR =
            EnumSet.of(Overriding.Action.OPEN, Overriding.Action.KEEP_OPEN, Overriding.Action.CLOSE);

    private static final int LONGEST_TEXT = 500;

    private final Lanes lanes;
    private final LiveLanes liveLanes;
    private final Overriding overriding;
    private final GateEvents events;
    private final LaneExceptions exceptions;
    private final ClockSkews skews;
    private final Commissionings commissionings;
    private final Refreshing refreshing;
    private final Clock clock;

    OperatorLanes(
            Lanes lanes,
            LiveLanes liveLanes,
            Overriding overriding,
            GateEvents events,
            LaneExceptions exceptions,
            ClockSkews skews,
            Commissionings commissionings,
            Refreshing refreshing,
            Clock clock) {
        this.lanes = lanes;
        this.liveLanes = liveLanes;
        this.overriding = overriding;
        this.events = events;
        this.exceptions = exceptions;
        this.skews = skews;
        this.commissionings = commissionings;
        this.refreshing = refreshing;
        this.clock = clock;
    }

    @GetMapping("/gates")
    LanesNow gates(@PathVariable String lotId, Caller caller) {
        Operators.require(caller, lotId);
        List<LaneStatus> all = lanes.ofLot(lotId).stream()
                .flatMap(lane -> liveLanes.find(lotId, lane.gateId()).stream())
                .map(lane -> LaneStatus.from(lane, commissionings.isArmed(lane.lane(), clock.instant()), skews))
                .toList();
        return new LanesNow(all, 0, all.size(), refreshing.freshAt().orElse(null));
    }

    @PostMapping("/gates/{gateId}/override")
    OverrideAnswer override(
            @PathVariable String lotId,
            @PathVariable String gateId,
            @RequestBody OverrideRequest request,
            Caller caller) {
        Operators.require(caller, lotId);
        Overriding.Action action = Optional.ofNullable(request.action())
                .filter(ASKED_FOR::contains)
                .orElseThrow(() -> Problem.badField("/action", "REQUIRED", "action is OPEN, KEEP_OPEN or CLOSE.")
                        .asException());
        String reason = text("/reason", request.reason());
        LiveLane lane = liveLanes
                .find(lotId, gateId)
                .orElseThrow(() -> Problem.notFound("GATE_NOT_FOUND", "There is no such gate.")
                        .asException());
        return switch (overriding.override(lane, action, caller.userId(), reason)) {
            case Overriding.Outcome.Done done ->
                new OverrideAnswer(done.overridden().id(), gateId, action, true);
            case Overriding.Outcome.NoBarrier _ ->
                throw Problem.conflict("NO_BARRIER", "This gate has no barrier of ours.")
                        .asException();
            case Overriding.Outcome.Failed failed ->
                throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "BARRIER_AWAY", failed.reason())
                        .retryingAfter(Duration.ofSeconds(1))
                        .asException();
        };
    }

    @GetMapping("/gate-events")
    Page<EventAnswer> gateEvents(
            @PathVariable String lotId,
            @RequestParam(required = false) @Nullable String gateId,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size,
            Caller caller) {
        Operators.require(caller, lotId);
        Operators.requirePage(page, size);
        return new Page<>(
                events.page(lotId, gateId, kind, page, size).stream()
                        .map(EventAnswer::from)
                        .toList(),
                page,
                size);
    }

    @GetMapping("/exceptions")
    Page<LaneExceptions.Row> exceptions(
            @PathVariable String lotId,
            @RequestParam(defaultValue = "false") boolean resolved,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size,
            Caller caller) {
        Operators.require(caller, lotId);
        Operators.requirePage(page, size);
        return new Page<>(exceptions.page(lotId, resolved, page, size), page, size);
    }

    @PostMapping("/exceptions/{id}/resolve")
    Resolved resolve(
            @PathVariable String lotId, @PathVariable String id, @RequestBody Resolution resolution, Caller caller) {
        Operators.require(caller, lotId);
        String text = text("/resolution", resolution.resolution());
        if (!exceptions.resolve(lotId, id, caller.userId(), text)) {
            throw Problem.notFound("EXCEPTION_NOT_FOUND", "There is no such open exception.")
                    .asException();
        }
        return new Resolved(id, text);
    }

    private static String text(String pointer, @Nullable String value) {
        if (value == null || !Operators.isText(value, LONGEST_TEXT)) {
            throw Problem.badField(pointer, "REQUIRED", pointer.substring(1) + " is a text of at most 500 characters.")
                    .asException();
        }
        return value;
    }

    /**
     * All lanes.
     *
     * @param knowledgeOf of when that is what is decided on while the database is away, also over a restart; absent at
     *     an instance that never had one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LanesNow(
            List<LaneStatus> items,
            int page,
            int size,
            @Nullable Instant knowledgeOf) {}

    /** A page, newest first. */
    record Page<T>(List<T> items, int page, int size) {}

    /** What to do by hand, and why. */
    record OverrideRequest(
            Overriding.@Nullable Action action, @Nullable String reason) {}

    /** What was done by hand. */
    record OverrideAnswer(String id, String gateId, Overriding.Action action, boolean done) {}

    /** How an exception was dealt with. */
    record Resolution(@Nullable String resolution) {}

    /** An exception that is dealt with. */
    record Resolved(String id, String resolution) {}
}
