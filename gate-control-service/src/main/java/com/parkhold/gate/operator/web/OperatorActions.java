package com.parkhold.gate.operator.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.parkhold.common.idempotency.IdempotencyKey;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.gate.camera.DecidingReads;
import com.parkhold.gate.decision.RefusalReason;
import com.parkhold.gate.pass.Spot;
import com.parkhold.gate.passage.ClosingMissedExits;
import com.parkhold.gate.passage.CorrectingPasses;
import com.parkhold.gate.passage.CorrectingPasses.Operator;
import com.parkhold.gate.passage.LaneExceptions;
import com.parkhold.gate.passage.LettingByHand;
import com.parkhold.gate.passage.LiveLane;
import com.parkhold.gate.passage.LiveLanes;
import com.parkhold.gate.passage.Ruling;
import com.parkhold.gate.plate.Plate;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What operators do about what needs a person: at a lane, for the car that stands there, or about an entry of the queue,
 * which is dealt with by it. The same asked again answers the same; what is no longer possible is a 409.
 */
@RestController
@RequestMapping("/v1/operator/lots/{lotId}")
class OperatorActions {

    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_ID = 100;

    private final LiveLanes lanes;
    private final LettingByHand letting;
    private final DecidingReads deciding;
    private final CorrectingPasses correcting;
    private final ClosingMissedExits closing;
    private final LaneExceptions exceptions;

    OperatorActions(
            LiveLanes lanes,
            LettingByHand letting,
            DecidingReads deciding,
            CorrectingPasses correcting,
            ClosingMissedExits closing,
            LaneExceptions exceptions) {
        this.lanes = lanes;
        this.letting = letting;
        this.deciding = deciding;
        this.correcting = correcting;
        this.closing = closing;
        this.exceptions = exceptions;
    }

    @PostMapping("/gates/{gateId}/actions")
    Done atLane(
            @PathVariable String lotId,
            @PathVariable String gateId,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody Request request,
            Caller caller) {
        Operators.require(caller, lotId);
        Operator by = new Operator(lotId, caller.userId(), reasonOf(request));
        String once = key == null
                ? UUID.randomUUID().toString()
                : IdempotencyKey.required(key).value();
        return act(by, checked(request.at(gateId)), once);
    }

    @PostMapping("/exceptions/{id}/actions")
    Done aboutException(
            @PathVariable String lotId, @PathVariable String id, @RequestBody Request request, Caller caller) {
        Operators.require(caller, lotId);
        Operator by = new Operator(lotId, caller.userId(), reasonOf(request));
        LaneExceptions.Row found = exceptions
                .find(lotId, id)
                .orElseThrow(() -> Problem.notFound("EXCEPTION_NOT_FOUND", "There is no such exception.")
                        .asException());
        Action action = actionOf(request);
        String before = found.resolution();
        if (before != null && !before.startsWith(action + ": ")) {
            throw Problem.conflict("ALREADY_RESOLVED", "It was dealt with otherwise: " + before)
                    .asException();
        }
        Done done = before == null
                ? act(by, checked(request.about(found)), id)
                : new Done(action, found.reservationId(), null, null);
        exceptions.resolve(lotId, id, by.actor(), action + ": " + by.reason());
        return done;
    }

    private Done act(Operator by, Request request, String once) {
        Action action = actionOf(request);
        return switch (action) {
            case ADMIT -> admit(by, request, once);
            case CORRECT_PLATE ->
                request.reservationId() == null
                        ? correctRead(by, laneOf(by, request), plateOf(request))
                        : done(action, request, correcting.correctPlate(by, request.reservationId(), plateOf(request)));
            case VOID ->
                done(
                        action,
                        request,
                        correcting.undoEntry(
                                by, reservationOf(request), request.gateId() == null ? "" : request.gateId(), once));
            case BILL -> done(action, request, closing.closeNow(by, reservationOf(request)));
        };
    }

    private Done admit(Operator by, Request request, String once) {
        LiveLane lane = laneOf(by, request);
        return switch (letting.admit(lane, reservationOf(request), by.actor(), by.reason(), once)) {
            case LettingByHand.Outcome.Done done -> Done.of(Action.ADMIT, done.ruling());
            case LettingByHand.Outcome.Refused refused
            when refused.reason() == RefusalReason.UNKNOWN_PLATE ->
                throw Problem.notFound("RESERVATION_NOT_FOUND", "This lot has no pass of that reservation.")
                        .asException();
            case LettingByHand.Outcome.Refused refused ->
                throw Problem.conflict(refused.reason().name(), refused.reason().message())
                        .asException();
            case LettingByHand.Outcome.UnderWay _ ->
                throw Problem.conflict("UNDER_WAY", "The same is being done now.")
                        .retryingAfter(Duration.ofSeconds(1))
                        .asException();
            case LettingByHand.Outcome.BarrierFailed _ ->
                throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "BARRIER_AWAY", "The barrier did not open.")
                        .retryingAfter(Duration.ofSeconds(1))
                        .asException();
        };
    }

    private Done correctRead(Operator by, LiveLane lane, Plate plate) {
        Ruling ruling = deciding.readAgainAs(lane.lane(), plate)
                .orElseThrow(
                        () -> Problem.conflict("NO_CAR", "No car stands there.").asException());
        correcting.noteReadAs(by, lane.lane().gateId(), plate);
        return Done.of(Action.CORRECT_PLATE, ruling);
    }

    private static Done done(Action action, Request request, CorrectingPasses.Outcome outcome) {
        return switch (outcome) {
            case CorrectingPasses.Outcome.Done _ -> new Done(action, request.reservationId(), null, null);
            case CorrectingPasses.Outcome.NoSuchPass _ ->
                throw Problem.notFound("RESERVATION_NOT_FOUND", "This lot has no pass of that reservation.")
                        .asException();
            case CorrectingPasses.Outcome.NotPossible not ->
                throw Problem.conflict("NOT_POSSIBLE", "That cannot be done any more: " + not.why())
                        .asException();
        };
    }

    private LiveLane laneOf(Operator by, Request request) {
        String gateId = request.gateId();
        return (gateId == null ? Optional.<LiveLane>empty() : lanes.find(by.lotId(), gateId))
                .orElseThrow(() -> Problem.notFound("GATE_NOT_FOUND", "There is no such gate.")
                        .asException());
    }

    private static String reservationOf(Request request) {
        if (request.reservationId() == null || request.reservationId().isBlank()) {
            throw Problem.badField("/reservationId", "REQUIRED", "reservationId is missing.")
                    .asException();
        }
        return request.reservationId();
    }

    private static Plate plateOf(Request request) {
        return Plate.read(request.plate())
                .orElseThrow(() -> Problem.badField("/plate", "MALFORMED", "plate has 1 to 16 letters and digits.")
                        .asException());
    }

    private static Request checked(Request request) {
        return new Request(
                request.action(),
                idOf("/gateId", request.gateId()),
                idOf("/reservationId", request.reservationId()),
                request.plate(),
                request.reason());
    }

    private static @Nullable String idOf(String pointer, @Nullable String id) {
        if (id != null && !id.isEmpty() && !Operators.isText(id, LONGEST_ID)) {
            throw Problem.badField(pointer, "MALFORMED", pointer.substring(1) + " is an id.")
                    .asException();
        }
        return id;
    }

    private static Action actionOf(Request request) {
        if (request.action() == null) {
            throw Problem.badField("/action", "REQUIRED", "action is missing.").asException();
        }
        return request.action();
    }

    private static String reasonOf(Request request) {
        String reason = request.reason();
        if (reason == null || !Operators.isText(reason, LONGEST_REASON)) {
            throw Problem.badField("/reason", "REQUIRED", "reason is a text of at most 500 characters.")
                    .asException();
        }
        return reason;
    }

    /** What can be done. */
    enum Action {
        /** Open for the car that stands there, on a booking's pass. */
        ADMIT,
        /** Of the booking, if one is named; else of the car that stands there, which is decided again. */
        CORRECT_PLATE,
        /** No car ever came in on it. */
        VOID,
        /** It has left without an exit: its stay is closed now and charged by the rule, with its cap. */
        BILL
    }

    /**
     * What to do, and why.
     *
     * @param gateId the lane; about an exception, its own unless another is named
     * @param reservationId the booking; about an exception, its own unless another is named
     */
    record Request(
            @Nullable Action action,
            @Nullable String gateId,
            @Nullable String reservationId,
            @Nullable String plate,
            @Nullable String reason) {

        private Request at(String gate) {
            return new Request(action, gate, reservationId, plate, reason);
        }

        private Request about(LaneExceptions.Row exception) {
            return new Request(
                    action,
                    gateId == null ? exception.gateId() : gateId,
                    reservationId == null ? exception.reservationId() : reservationId,
                    plate,
                    reason);
        }
    }

    /**
     * What was done.
     *
     * @param message what the display says
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Done(
            Action action,
            @Nullable String reservationId,
            @Nullable String spotId,
            @Nullable String message) {

        private static Done of(Action action, Ruling ruling) {
            Spot spot = ruling.spot();
            return new Done(action, ruling.reservationId(), spot == null ? null : spot.spotId(), ruling.message());
        }
    }
}
