package com.parkhold.gate.operator.web;

import com.parkhold.common.problem.Problem;
import com.parkhold.common.security.Caller;
import com.parkhold.gate.passage.CorrectingPasses.Operator;
import com.parkhold.gate.passage.Occupancy;
import com.parkhold.gate.passage.Recounting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How many cars are inside, and which they should be. */
@RestController
@RequestMapping("/v1/operator/lots/{lotId}/occupancy")
class OperatorOccupancy {

    private static final int MOST_CARS = 1_000_000;
    private static final int LONGEST_REASON = 500;

    private final Occupancy occupancy;
    private final Recounting recounting;

    OperatorOccupancy(Occupancy occupancy, Recounting recounting) {
        this.occupancy = occupancy;
        this.recounting = recounting;
    }

    @GetMapping
    Answer show(@PathVariable String lotId, Caller caller) {
        Operators.require(caller, lotId);
        List<Occupancy.Car> cars = occupancy.cars(lotId);
        return occupancy
                .now(lotId)
                .map(count -> Answer.of(count, cars))
                .orElseGet(() -> new Answer(cars.size(), cars.size(), 0, null, null, cars));
    }

    /** The operator has counted the cars. The same figure again changes nothing but its time. */
    @PutMapping
    Answer count(@PathVariable String lotId, @RequestBody Request request, Caller caller) {
        Operators.require(caller, lotId);
        Integer cars = request.counted();
        if (cars == null || cars < 0 || cars > MOST_CARS) {
            throw Problem.badField("/counted", "OUT_OF_RANGE", "counted is between 0 and " + MOST_CARS + ".")
                    .asException();
        }
        String reason = request.reason();
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Problem.badField("/reason", "REQUIRED", "reason is a text of at most 500 characters.")
                    .asException();
        }
        if (recounting
                .counted(new Operator(lotId, caller.userId(), reason), cars)
                .isEmpty()) {
            throw Problem.conflict("BEING_RECOUNTED", "The lot is being recounted now.")
                    .retryingAfter(Duration.ofSeconds(1))
                    .asException();
        }
        return show(lotId, caller);
    }

    /** How many cars somebody counted, and on what occasion. */
    record Request(@Nullable Integer counted, @Nullable String reason) {}

    /**
     * The cars inside.
     *
     * @param counted by somebody, and by the loops and gate clients since
     * @param byPasses that should be inside
     * @param drift counted less those
     */
    record Answer(
            int counted,
            int byPasses,
            int drift,
            @Nullable Instant countedAt,
            @Nullable String countedBy,
            List<Occupancy.Car> cars) {

        private static Answer of(Occupancy.Count count, List<Occupancy.Car> cars) {
            return new Answer(
                    count.counted(),
                    cars.size(),
                    count.counted() - cars.size(),
                    count.countedAt(),
                    count.countedBy(),
                    cars);
        }
    }
}
