package com.parkhold.reservation.saga;

import com.parkhold.common.contract.StayTerms;
import com.parkhold.reservation.Reservations;
import com.parkhold.reservation.vehicle.Plate;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a gate may expect: for one that has not heard of a booking yet, because its news is on its way. Reads only; what a
 * gate makes of it is checked against its own revocations.
 */
@Service
public class ExpectedCars {

    private final Reservations reservations;
    private final Clock clock;

    ExpectedCars(Reservations reservations, Clock clock) {
        this.reservations = reservations;
        this.clock = clock;
    }

    /** The confirmed stays of a plate in a lot that are not over, the next one first. */
    @Transactional(readOnly = true)
    public List<StayTerms> of(String lotId, Plate plate) {
        return reservations.expected(lotId, plate.value(), clock.instant()).stream()
                .map(Terms::of)
                .toList();
    }
}
