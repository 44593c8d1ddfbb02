package com.parkhold.reservation.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.reservation.ReadingReservations;
import com.parkhold.reservation.ReservationStatus;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A driver's reservations, and a lot's. */
@RestController
class ReservationListsController {

    private final ReadingReservations reading;

    ReservationListsController(ReadingReservations reading) {
        this.reading = reading;
    }

    @GetMapping("/v1/users/{userId}/reservations")
    Listing<ReservationSummary> ofUser(
            Caller caller,
            @PathVariable String userId,
            @RequestParam(defaultValue = "") Set<ReservationStatus> status,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        if (!caller.userId().equals(userId)) {
            throw Problem.notFound("USER_NOT_FOUND", "There is no such user.").asException();
        }
        return Listing.from(reading.ofUser(userId, status, Listing.request(page, size), ReservationSummary::from));
    }

    /** Those whose stay touches the time from {@code from} to {@code to}, latest start first. */
    @GetMapping("/v1/operator/lots/{lotId}/reservations")
    Listing<ReservationSummary> ofLot(
            Caller caller,
            @PathVariable String lotId,
            @RequestParam(defaultValue = "") Set<ReservationStatus> status,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        if (!caller.isAdmin() && !caller.roles().contains("operator")) {
            throw Problem.forbidden("Only an operator sees a lot's reservations.")
                    .asException();
        }
        if (!caller.operates(lotId)) {
            throw Problem.notFound("LOT_NOT_FOUND", "There is no such lot of yours.")
                    .asException();
        }
        return Listing.from(
                reading.ofLot(lotId, status, from, to, Listing.request(page, size), ReservationSummary::from));
    }
}
