package com.parkhold.reservation.web;

import com.parkhold.common.contract.ReservationState;
import com.parkhold.common.problem.Problem;
import com.parkhold.reservation.saga.EndingStays;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the clock's worker triggers; the decision is made here. Both answer the state, 409 where it does not apply
 * ({@code TOO_EARLY} with Retry-After where it will), 503 while the gate is away.
 */
@RestController
@RequestMapping("/internal/reservations/{id}")
class InternalReservationController {

    private final EndingStays ending;
    private final Access access;

    InternalReservationController(EndingStays ending, Access access) {
        this.ending = ending;
        this.access = access;
    }

    @PostMapping("/hold-elapsed")
    ResponseEntity<?> holdElapsed(@PathVariable String id) {
        return answer(id, ending.holdElapsed(known(id)));
    }

    @PostMapping("/mark-no-show")
    ResponseEntity<?> markNoShow(@PathVariable String id) {
        return answer(id, ending.markNoShow(known(id)));
    }

    private String known(String id) {
        return access.any(id, one -> one.id());
    }

    private ResponseEntity<?> answer(String id, Optional<Problem> refusal) {
        return refusal.isPresent()
                ? refusal.get().asResponse()
                : ResponseEntity.ok(access.any(
                        id, one -> new ReservationState(one.id(), one.status().name())));
    }
}
