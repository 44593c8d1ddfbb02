package com.parkhold.gate.camera;

import com.parkhold.gate.passage.Arriving;
import java.time.Clock;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks again at cars that are kept at an exit until they have paid, whatever news may have been lost: one that has paid
 * is let out, and so is one for which nobody can say any more how paying stands.
 */
@Component
class LettingOutThePaid {

    private final StandingCars standing;
    private final Arriving arriving;
    private final DecidingReads deciding;
    private final Clock clock;

    LettingOutThePaid(StandingCars standing, Arriving arriving, DecidingReads deciding, Clock clock) {
        this.standing = standing;
        this.arriving = arriving;
        this.deciding = deciding;
        this.clock = clock;
        arriving.followSettlements(this::lookAgainAt);
    }

    /** Its page has come, or will not. */
    private void lookAgainAt(String reservationId) {
        standing.keptForPayment(clock.instant()).forEach((car, kept) -> {
            if (kept.equals(reservationId)) {
                lookAgainAt(car, reservationId);
            }
        });
    }

    @Scheduled(fixedDelay = 2_000)
    void lookAgain() {
        standing.keptForPayment(clock.instant()).forEach(this::lookAgainAt);
    }

    private void lookAgainAt(StandingCars.StandingCar car, String reservationId) {
        Instant now = clock.instant();
        if (car.awaitsPage() || !arriving.isKeptForPayment(reservationId, now)) {
            deciding.reconsider(car, "paid:" + now.toEpochMilli());
        }
    }
}
