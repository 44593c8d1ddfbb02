package com.parkhold.reservation.web;

import com.parkhold.common.idempotency.IdempotencyKey;
import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.reservation.Revocation;
import com.parkhold.reservation.qr.QrTokens;
import com.parkhold.reservation.saga.BookingStays;
import com.parkhold.reservation.saga.BookingStays.Booked;
import com.parkhold.reservation.saga.EndingStays;
import com.parkhold.reservation.saga.RefreshingPayment;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Booking a stay, looking at it, paying for it, giving it back. */
@RestController
@RequestMapping("/v1/reservations")
class ReservationController {

    private final BookingStays booking;
    private final EndingStays ending;
    private final RefreshingPayment refreshing;
    private final Access access;
    private final QrTokens tokens;
    private final JsonMapper json;

    ReservationController(
            BookingStays booking,
            EndingStays ending,
            RefreshingPayment refreshing,
            Access access,
            QrTokens tokens,
            JsonMapper json) {
        this.booking = booking;
        this.ending = ending;
        this.refreshing = refreshing;
        this.access = access;
        this.tokens = tokens;
        this.json = json;
    }

    @PostMapping
    ResponseEntity<?> book(
            Caller caller,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody BookingForm form) {
        Booked booked = booking.book(
                form.toBooking(caller),
                IdempotencyKey.required(key),
                reservation -> json.writeValueAsString(BookingAnswer.from(reservation)));
        return switch (booked) {
            case Booked.Created(String body) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .contentType(MediaType.APPLICATION_JSON)
                        .location(URI.create("/v1/reservations/"
                                + json.readTree(body).path("reservationId").asString()))
                        .body(body);
            case Booked.Refused(Problem problem) -> problem.asResponse();
        };
    }

    @GetMapping("/{id}")
    ReservationView show(Caller caller, @PathVariable String id) {
        return access.shown(id, caller, one -> ReservationView.from(one, tokens));
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<?> cancel(Caller caller, @PathVariable String id) {
        Revocation revocation = access.cancellation(id, caller);
        Optional<Problem> refusal = ending.cancel(id, revocation);
        return refusal.isPresent()
                ? refusal.get().asResponse()
                : ResponseEntity.ok(access.shown(id, caller, CancellationAnswer::from));
    }

    @PostMapping("/{id}/confirm-payment")
    ReservationView confirmPayment(Caller caller, @PathVariable String id) {
        refreshing.refresh(access.own(id, caller, one -> one.id()));
        return access.own(id, caller, one -> ReservationView.from(one, tokens));
    }
}
