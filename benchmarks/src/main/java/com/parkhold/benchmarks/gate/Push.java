package com.parkhold.benchmarks.gate;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** One read of one car at one lane, and when it was sent in the clock of {@link System#nanoTime}. */
record Push(Car car, Lane lane, boolean entry, String uuid, AtomicLong sentAt) {

    static Push of(Car car, Lane lane, boolean entry) {
        return new Push(car, lane, entry, UUID.randomUUID().toString(), new AtomicLong());
    }

    String eventId() {
        return lane.camera().eventId(uuid);
    }

    /** Of which at most one may open. */
    String way() {
        return car.reservationId() + (entry ? " in" : " out");
    }
}
