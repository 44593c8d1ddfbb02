package com.parkhold.reservation.saga;

import com.parkhold.reservation.Reservations;
import com.parkhold.reservation.Signal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sweeps up bookings whose attempt broke off and was never repeated: REJECTED, whatever may be held is released, and the
 * driver's key is free again. Several instances may sweep at once: each booking is decided under its row lock.
 */
@Component
public class AbandonedBookings {

    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(60);

    private final Reservations reservations;
    private final SagaRunner saga;
    private final Clock clock;

    AbandonedBookings(Reservations reservations, SagaRunner saga, Clock clock) {
        this.reservations = reservations;
        this.saga = saga;
        this.clock = clock;
    }

    /** Gives up what nobody holds a lease on any more. */
    @Scheduled(fixedDelayString = "${parkhold.sweep-every:PT15S}")
    public void sweep() {
        Instant now = clock.instant();
        reservations.abandoned(now.minus(GIVEN_UP_AFTER), now).forEach(id -> saga.send(id, new Signal.Abandoned()));
    }
}
