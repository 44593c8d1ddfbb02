package com.parkhold.reservation.web;

import com.parkhold.common.contract.ExpectedCarsAnswer;
import com.parkhold.reservation.saga.ExpectedCars;
import com.parkhold.reservation.vehicle.Plate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells a gate before which an unknown car stands whether anything is booked for it; changes nothing. */
@RestController
@RequestMapping("/internal/expected-cars")
class ExpectedCarsController {

    private final ExpectedCars expected;

    ExpectedCarsController(ExpectedCars expected) {
        this.expected = expected;
    }

    @GetMapping
    ExpectedCarsAnswer of(@RequestParam String lotId, @RequestParam Plate plate) {
        return new ExpectedCarsAnswer(expected.of(lotId, plate));
    }
}
