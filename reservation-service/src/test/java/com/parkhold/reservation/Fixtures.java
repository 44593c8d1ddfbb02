package com.parkhold.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reservations that got where they are by signals. */
public final class Fixtures {

    /** When every fixture is asked for. */
    public static final Instant NOW = Instant.parse("2026-04-14T08:00:00Z");

    /** 09:00 to 12:00. */
    public static final TimeWindow WINDOW =
            new TimeWindow(NOW.plus(Duration.ofHours(1)), NOW.plus(Duration.ofHours(4)));

    private Fixtures() {}

    /** 18.50 USD, cancelled free until 08:30, else 2.00; half is refunded to who never came. */
    public static Agreement anyAgreement() {
        return new Agreement(
                "Downtown",
                "America/New_York",
                "SUV",
                1850,
                "USD",
                NOW.plus(Duration.ofMinutes(10)),
                WINDOW.start().minus(Duration.ofMinutes(15)),
                WINDOW.end().plus(Duration.ofMinutes(10)),
                WINDOW.start().plus(Duration.ofMinutes(15)),
                WINDOW.start().minus(Duration.ofMinutes(30)),
                200,
                925,
                "{}");
    }

    public static Reservation requested() {
        Booking booking = new Booking("alice", "alice@parkhold.example", "v1", "lot-123", "SUV", null, WINDOW);
        return Reservation.requested("r1", booking, car("SUV"), "key-1", NOW);
    }

    /** Vehicle v1, plate ABC1234. */
    public static BookedVehicle car(String vehicleType) {
        return new BookedVehicle("v1", "ABC1234", vehicleType, null);
    }

    /** A reservation in a state, reached by the signals that lead there. */
    public static Reservation in(ReservationStatus status) {
        Reservation reservation = requested();
        for (Signal signal : wayTo(status)) {
            if (!(reservation.receive(signal, NOW) instanceof Outcome.Applied)) {
                throw new IllegalStateException(signal + " was not applied");
            }
        }
        return reservation;
    }

    public static Revocation byDriver() {
        return new Revocation(Revocation.Cause.CANCELLED_BY_DRIVER, "alice");
    }

    private static List<Signal> wayTo(ReservationStatus status) {
        Signal held = new Signal.RoomHeld(anyAgreement());
        Signal paid = new Signal.PaymentAuthorized();
        Signal entered = new Signal.CarEntered();
        return switch (status) {
            case REQUESTED -> List.of();
            case PAYMENT_PENDING -> List.of(held);
            case CONFIRMED -> List.of(held, paid);
            case CHECKED_IN -> List.of(held, paid, entered);
            case COMPLETED -> List.of(held, paid, entered, new Signal.StayClosed(0, 0));
            case REJECTED -> List.of(new Signal.RoomUnanswered());
            case EXPIRED -> List.of(held, new Signal.CheckoutExpired());
            case CANCELLED -> List.of(held, new Signal.CancellationAsked(byDriver()));
            case NO_SHOW -> List.of(held, paid, new Signal.PassRevoked(Revocation.noShow()));
        };
    }
}
