package com.parkhold.reservation;

import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what drivers want to see of a reservation and what changes no state. What is not ours is passed over. */
@Service
public class AnnotatingReservations {

    private final Reservations reservations;
    private final Clock clock;

    AnnotatingReservations(Reservations reservations, Clock clock) {
        this.reservations = reservations;
        this.clock = clock;
    }

    /** Adds a line to the history; not idempotent, so the caller sees to it that it comes once. */
    @Transactional
    public void note(String id, String line) {
        reservations.lock(id).ifPresent(reservation -> reservation.note(line, clock.instant()));
    }

    /** Sets the exact spot; the last one holds. */
    @Transactional
    public void guideTo(String id, String spotId, String floor) {
        reservations.lock(id).ifPresent(reservation -> reservation.guideTo(spotId, floor));
    }

    /** Takes the exact spot back: it is not free, and there is no other yet. */
    @Transactional
    public void guideNowhere(String id) {
        reservations.lock(id).ifPresent(reservation -> reservation.guideTo(null, null));
    }
}
