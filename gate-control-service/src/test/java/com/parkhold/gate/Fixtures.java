package com.parkhold.gate;

import com.parkhold.gate.pass.Level;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassSignal;
import com.parkhold.gate.plate.Plate;
import java.time.Duration;
import java.time.Instant;

/** Passes and movements that tests begin with. */
public final class Fixtures {

    /** The start of every fixture's window. */
    public static final Instant START = Instant.parse("2026-04-14T09:00:00Z");

    private Fixtures() {}

    /** A pass for three hours from {@link #START}, 15 minutes early, 10 minutes of grace. */
    public static Pass anyPass(String reservationId, String plate) {
        return passIn("lot-1", reservationId, plate, START);
    }

    /** The same elsewhere, or at another time. */
    public static Pass passIn(String lotId, String reservationId, String plate, Instant start) {
        return Pass.expecting(
                reservationId,
                lotId,
                new Plate(plate),
                "SUV",
                start,
                start.plus(Duration.ofHours(3)),
                Duration.ofMinutes(15),
                Duration.ofMinutes(10),
                "{}",
                start.minus(Duration.ofDays(1)));
    }

    /** A signal to a pass by a gate event. */
    public static Movement movement(Pass pass, PassSignal signal, String eventId) {
        return new Movement(
                signal, eventId, pass.reservationId(), pass.lotId(), "entry-1", START, Level.L0, null, "test");
    }
}
