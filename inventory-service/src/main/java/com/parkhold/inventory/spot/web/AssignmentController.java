package com.parkhold.inventory.spot.web;

import com.parkhold.common.contract.AssignmentAnswer;
import com.parkhold.common.contract.AssignmentRequest;
import com.parkhold.common.problem.Problem;
import com.parkhold.inventory.spot.AssigningSpots;
import com.parkhold.inventory.spot.AssigningSpots.Assignment;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The exact spot for a car at the gate. */
@RestController
class AssignmentController {

    private final AssigningSpots assigning;

    AssignmentController(AssigningSpots assigning) {
        this.assigning = assigning;
    }

    /** Answers the same spot however often it is asked. */
    @PutMapping("/internal/assignments/{reservationId}")
    AssignmentAnswer assign(@PathVariable String reservationId, @RequestBody AssignmentRequest request) {
        if (request.lotId() == null || request.lotId().isBlank()) {
            throw Problem.badField("/lotId", "REQUIRED", "Is missing.").asException();
        }
        return switch (assigning.assign(request.lotId(), reservationId)) {
            case Assignment.Assigned(var spot) -> new AssignmentAnswer(spot.spotId(), spot.floor(), spot.spotClass());
            case Assignment.NoBooking() ->
                throw Problem.conflict("NOT_BOOKED", "There is no booking of this reservation in this lot.")
                        .asException();
            case Assignment.NoSpot() ->
                throw Problem.conflict("NO_SPOT", "No exact spot of the booked class is free now.")
                        .asException();
        };
    }
}
