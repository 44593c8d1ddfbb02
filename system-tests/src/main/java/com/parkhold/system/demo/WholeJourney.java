package com.parkhold.system.demo;

import com.parkhold.system.client.Answer;
import com.parkhold.system.client.Caller;
import com.parkhold.system.client.Documents.Availability;
import com.parkhold.system.client.Documents.Booking;
import com.parkhold.system.client.Documents.Reservation;
import com.parkhold.system.client.Documents.Vehicle;
import com.parkhold.system.client.LaneSimulator.CarReport;
import com.parkhold.system.client.Parkhold;
import com.parkhold.system.client.Patience;
import com.parkhold.system.client.Surprise;
import com.parkhold.system.journey.Money;
import com.parkhold.system.journey.Stay;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Alice parks ABC1234 in lot-123, and leaves early. */
public final class WholeJourney {

    private static final String LOT = "lot-123";
    private static final Vehicle CAR = new Vehicle("v1", "ABC1234", "SUV");
    private static final Duration LENGTH = Duration.ofHours(2);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Parkhold parkhold;
    private final Narration narration;
    private final Clock clock;
    private final Stay stay;
    private @Nullable SharedRoom laterRoom;

    public WholeJourney(Parkhold parkhold, Narration narration, Clock clock) {
        this.parkhold = parkhold;
        this.narration = narration;
        this.clock = clock;
        Instant start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        this.stay = Stay.planned(parkhold, "alice", CAR, LOT, start, LENGTH);
    }

    /** Plays it. */
    public void play() {
        narration.act("The journey");
        narration.step("what an earlier run left behind is cleared", this::clear);
        narration.step("olga looks at " + LOT, this::overview);
        book();
        pay();
        park();
        leave();
    }

    private void book() {
        narration.step("anybody searches availability for two hours", () -> {
            Availability found = availability();
            int free = found.count("SUV");
            require(free > 0, "an SUV spot is free in " + LOT, found);
            laterRoom = later();
            return "%d SUV spots, %s %s"
                    .formatted(
                            free,
                            found.spotTypes().getFirst().priceEstimate(),
                            found.spotTypes().getFirst().currency());
        });
        narration.step("alice books, with an Idempotency-Key", () -> {
            Booking booking = stay.book();
            require(booking.status().equals("PAYMENT_PENDING"), "the booking is PAYMENT_PENDING", booking);
            return "%s, %s %s, held until %s"
                    .formatted(booking.reservationId(), booking.amount(), booking.currency(), booking.holdExpiresAt());
        });
        narration.step("the same key again: the same answer", () -> {
            Answer first = stay.tryToBook().expect(201);
            Answer second = stay.tryToBook().expect(201);
            require(first.body().equals(second.body()), first.body(), second.body());
            require(first.as(Booking.class).reservationId().equals(stay.id()), stay.id(), first.body());
            return stay.id();
        });
        narration.step(
                "the hold shows in availability",
                () -> "%d SUV spots in an hour".formatted(room().awaitTakenBy(stay.id())));
    }

    private void pay() {
        narration.step("alice pays on the hosted page", () -> {
            stay.pay();
            return "4242 4242 4242 4242";
        });
        narration.step("the webhook confirms the booking", () -> {
            Reservation confirmed = stay.awaitStatus("CONFIRMED");
            require(confirmed.qrToken() != null, "a confirmed reservation has a QR token", confirmed);
            return "CONFIRMED, QR token of %d characters"
                    .formatted(Objects.requireNonNull(confirmed.qrToken()).length());
        });
        narration.step(
                "Stripe's ledger: the amount is captured",
                () -> "%d minor units captured".formatted(stay.awaitCaptured(Money.minor(stay.amount()))));
        narration.step(
                "the confirmation is in the mailbox",
                () -> stay.awaitMail("confirmed").subject());
        narration.step("an exact spot is assigned", () -> spot(stay.awaitSpot()));
    }

    private void park() {
        narration.step("ABC1234 drives up at entry-1", () -> movement(stay.driveThrough("entry-1")));
        narration.step("the reservation is checked in", () -> "CHECKED_IN at " + spot(stay.awaitStatus("CHECKED_IN")));
        narration.step(
                "olga sees the open session",
                () -> session("OPEN").path("sessionId").asString());
    }

    private void leave() {
        Instant[] window = new Instant[2];
        narration.step("ABC1234 leaves early, at exit-1", () -> {
            window[0] = clock.instant();
            String moved = movement(stay.driveThrough("exit-1"));
            window[1] = clock.instant();
            return moved;
        });
        narration.step("the stay is completed and settled", () -> {
            Reservation done = stay.awaitStatus("COMPLETED");
            BigDecimal charge = Objects.requireNonNullElse(done.finalCharge(), BigDecimal.ZERO);
            require(charge.signum() == 0, "the final charge is 0", done);
            return "final charge %s, refund %s".formatted(charge, done.refund());
        });
        narration.step("Stripe's ledger: the unused time is refunded", () -> {
            JsonNode session = session("CLOSED");
            long refund = Money.minor(session.path("refund").decimalValue());
            boolean right = Money.isProrated(
                    refund,
                    stay.amount(),
                    stay.request().startTime(),
                    stay.request().endTime(),
                    window[0],
                    window[1]);
            require(right, "a refund of the time after %s to %s".formatted(window[0], window[1]), session);
            return "%d of %d minor units".formatted(stay.awaitRefunded(refund), Money.minor(stay.amount()));
        });
        narration.step(
                "the room is given back",
                () -> "%d SUV spots in an hour".formatted(room().awaitGivenBackBy(stay.id())));
        narration.step(
                "the receipt is in the mailbox", () -> stay.awaitMail("receipt").subject());
    }

    private String clear() {
        int cleared = 0;
        Caller alice = parkhold.as("alice");
        for (String status : new String[] {"CONFIRMED", "PAYMENT_PENDING", "CHECKED_IN"}) {
            JsonNode left = alice.look("/v1/users/alice/reservations?status=" + status);
            for (JsonNode one : left.path("items")) {
                if (!one.path("plate").asString("").equals(CAR.plate())
                        || !one.path("lotId").asString("").equals(LOT)) {
                    continue;
                }
                if (status.equals("CHECKED_IN")) {
                    parkhold.lanes().drive(LOT, "exit-1", CAR.plate());
                } else {
                    alice.cancel(one.path("reservationId").asString());
                }
                cleared++;
            }
        }
        return cleared == 0 ? "nothing" : cleared + " reservations of ABC1234";
    }

    private String overview() {
        JsonNode overview = parkhold.as("olga").look("/v1/operator/lots/" + LOT + "/overview");
        require(overview.path("classes").size() > 0, "an overview of " + LOT, overview);
        return "%d classes, %d cars inside"
                .formatted(
                        overview.path("classes").size(),
                        overview.path("carsInside").asInt());
    }

    private Availability availability() {
        return parkhold.anybody()
                .availability(LOT, stay.request().startTime(), stay.request().endTime(), "SUV");
    }

    private SharedRoom room() {
        return Objects.requireNonNull(laterRoom);
    }

    /** What was used stays used until its quarter of an hour is over; so look at the time after it. */
    private SharedRoom later() {
        Instant secondHour = stay.request().startTime().plus(LENGTH.dividedBy(2));
        return new SharedRoom(
                parkhold, "olga", LOT, "SUV", secondHour, stay.request().endTime());
    }

    private JsonNode session(String status) {
        return Patience.until(
                "olga sees a session of " + stay.id() + " that is " + status,
                SOON,
                () -> parkhold.as("olga")
                        .look("/v1/operator/lots/" + LOT + "/sessions?status=" + status)
                        .path("items")
                        .valueStream()
                        .filter(one -> one.path("reservationId").asString().equals(stay.id()))
                        .findFirst()
                        .orElse(com.parkhold.system.client.Json.tree("{}")),
                seen -> !seen.isEmpty());
    }

    private static String movement(CarReport report) {
        require(report.coil().pulses() > 0, "the barrier's coil was pulsed", report);
        return "push answered %d in %d ms, %d pulse of coil %d, open after %d ms"
                .formatted(
                        report.pushStatus(),
                        report.pushMillis(),
                        report.coil().pulses(),
                        report.coil().address(),
                        report.openedAfterMillis());
    }

    private static String spot(Reservation reservation) {
        var spot = reservation.assignedSpot();
        if (spot == null) {
            throw new Surprise("an exact spot", reservation);
        }
        return "spot " + spot.spotId() + " on floor " + spot.floor();
    }

    private static void require(boolean good, String expected, Object seen) {
        if (!good) {
            throw new Surprise(expected, seen);
        }
    }
}
