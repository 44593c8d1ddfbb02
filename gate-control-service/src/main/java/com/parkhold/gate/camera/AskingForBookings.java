package com.parkhold.gate.camera;

import com.parkhold.common.contract.StayTerms;
import com.parkhold.gate.camera.StandingCars.StandingCar;
import com.parkhold.gate.decision.RefusalReason;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.pass.Bookings;
import com.parkhold.gate.pass.ExpectingCar;
import com.parkhold.gate.plate.Plate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Asks where bookings are made for a car that nobody has told of, as long as it stands at an entry: the news of its
 * booking may be late, or its broker away. What is found is expected as if it had been heard, and the car is decided
 * again; a booking that was revoked meanwhile stays revoked.
 */
@Component
class AskingForBookings implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AskingForBookings.class);

    private final StandingCars standing;
    private final Bookings bookings;
    private final ExpectingCar expecting;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    AskingForBookings(
            StandingCars standing,
            Bookings bookings,
            ExpectingCar expecting,
            TransactionOperations transactions,
            Clock clock) {
        this.standing = standing;
        this.bookings = bookings;
        this.expecting = expecting;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2_000)
    void ask() {
        standing.all(clock.instant()).stream()
                .filter(AskingForBookings::isUnknown)
                .forEach(car -> threads.execute(() -> ask(car)));
    }

    private static boolean isUnknown(StandingCar car) {
        return car.refusal().reason() == RefusalReason.UNKNOWN_PLATE
                && car.lane().lane().direction() == Direction.ENTRY;
    }

    private void ask(StandingCar car) {
        Lane lane = car.lane().lane();
        Plate plate = car.read().plate();
        if (plate == null) {
            return;
        }
        List<StayTerms> found = bookings.confirmed(lane.lotId(), plate);
        if (found.isEmpty()) {
            return;
        }
        try {
            transactions.executeWithoutResult(_ -> found.forEach(expecting::expect));
            log.info("{}: a booking of {} was asked for, not heard of", lane.key(), plate);
        } catch (DataAccessException | TransactionException away) {
            log.warn("A booking that was asked for could not be kept: {}", away.getMessage());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
