package com.parkhold.inventory.ledger.web;

import com.parkhold.common.contract.HoldAnswer;
import com.parkhold.common.contract.HoldRequest;
import com.parkhold.common.problem.Problem;
import com.parkhold.inventory.ledger.AmendingHold;
import com.parkhold.inventory.ledger.Hold;
import com.parkhold.inventory.ledger.HoldingRoom;
import com.parkhold.inventory.ledger.Outcome;
import com.parkhold.inventory.ledger.Reason;
import com.parkhold.inventory.ledger.RoomQueue.Reply;
import com.parkhold.inventory.ledger.RoomRequest.Placing;
import com.parkhold.inventory.lot.LotVersions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Room for a reservation, with its price. */
@RestController
class HoldController {

    private final HoldingRoom holding;
    private final AmendingHold amending;
    private final HoldRules rules;
    private final LotVersions versions;

    HoldController(HoldingRoom holding, AmendingHold amending, HoldRules rules, LotVersions versions) {
        this.holding = holding;
        this.amending = amending;
        this.rules = rules;
        this.versions = versions;
    }

    /**
     * Holds room, or answers the hold that the reservation has, with the price of what is asked for: a request that comes
     * again after the stay was extended or shortened is answered as it was the first time.
     *
     * @param again true to hold anew what was released before, for money that came late
     */
    @PutMapping("/internal/holds/{reservationId}")
    HoldAnswer hold(
            @PathVariable String reservationId,
            @RequestBody HoldRequest request,
            @RequestParam(defaultValue = "false") boolean again) {
        Placing placing = rules.placing(reservationId, request, again);
        Instant end = placing.window().end();
        return switch (holding.hold(placing)) {
            case Reply.Decided(Outcome.Applied(Hold hold)) -> answer(hold, end);
            case Reply.Decided(Outcome.AlreadyApplied(Hold hold)) -> answer(hold, end);
            case Reply.Decided(Outcome.Refused(Reason reason)) ->
                throw problem(reason, request.lotId()).asException();
            case Reply.Busy() ->
                throw Problem.away("BUSY", "Too many are asking for room. Try again.")
                        .asException();
            case Reply.Late() ->
                throw Problem.away("NO_ANSWER_IN_TIME", "No answer in time. Ask again with the same reservation.")
                        .asException();
        };
    }

    /**
     * What the stay is to be.
     *
     * @param expectedEnd the end it has as far as the asker knows, so that one of two requests that overtake each other is
     *     refused; may be left out
     */
    record EndRequest(
            @Nullable String lotId,
            @Nullable Instant endTime,
            @Nullable Instant expectedEnd) {}

    /** Extends or shortens the stay to an end, or answers it as it is if it ends then; priced as it was booked. */
    @PutMapping("/internal/holds/{reservationId}/end")
    HoldAnswer amend(@PathVariable String reservationId, @RequestBody EndRequest request) {
        Instant end = rules.end(request.lotId(), request.endTime());
        String lotId = String.valueOf(request.lotId());
        return switch (amending.amend(lotId, reservationId, end, rules.expectedEnd(request.expectedEnd()))) {
            case Outcome.Applied(Hold hold) -> answer(hold, end);
            case Outcome.AlreadyApplied(Hold hold) -> answer(hold, end);
            case Outcome.Refused(Reason reason) -> throw problem(reason, lotId).asException();
        };
    }

    private HoldAnswer answer(Hold hold, Instant end) {
        return HoldAnswers.from(hold, versions.of(hold.lotId(), hold.knownRoom().lotVersion()), end);
    }

    private static Problem problem(Reason reason, String lotId) {
        return switch (reason) {
            case NO_ROOM -> Problem.conflict("NO_ROOM", "There is no room in this window.");
            case LOT_NOT_FOUND -> Problem.notFound("LOT_NOT_FOUND", "There is no lot %s.".formatted(lotId));
            case UNKNOWN_VEHICLE_TYPE ->
                Problem.badField("/vehicleType", "UNKNOWN_VEHICLE_TYPE", "No such vehicle type is known.");
            case NOTHING_FITS ->
                Problem.badField("/vehicleType", "NOTHING_FITS", "This lot has no spots for such a vehicle.");
            case OTHER_WINDOW ->
                Problem.conflict("OTHER_WINDOW", "The reservation holds room in another window already.");
            case OTHER_END -> Problem.conflict("OTHER_END", "The stay ends at another time by now.");
            case RELEASED -> Problem.conflict("HOLD_RELEASED", "The reservation's room was released.");
            case ENDED -> Problem.conflict("STAY_ENDED", "The stay is over.");
            case UNKNOWN_HOLD -> Problem.notFound("HOLD_NOT_FOUND", "Nothing is held for this reservation.");
            case END_BEFORE_START -> Problem.badField("/endTime", "NOT_AFTER_START", "The end is after the start.");
            case TOO_LONG ->
                Problem.badField("/endTime", "TOO_LONG", "At most %d days.".formatted(Hold.LONGEST_STAY.toDays()));
            case CAR_INSIDE -> Problem.conflict("CAR_INSIDE", "The car is inside.");
        };
    }
}
