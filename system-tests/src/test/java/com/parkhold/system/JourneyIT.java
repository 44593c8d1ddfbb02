package com.parkhold.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.system.client.Documents.Booking;
import com.parkhold.system.client.Documents.CheckIn;
import com.parkhold.system.client.Documents.CheckOut;
import com.parkhold.system.client.Documents.Reservation;
import com.parkhold.system.client.Documents.Vehicle;
import com.parkhold.system.client.LaneSimulator.CarReport;
import com.parkhold.system.client.Parkhold;
import com.parkhold.system.client.PaymentProvider;
import com.parkhold.system.journey.FreshPlates;
import com.parkhold.system.journey.Money;
import com.parkhold.system.journey.Stay;
import com.parkhold.system.journey.TestLot;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A car is booked, paid, recognised, let in, parked, let out early and refunded; all of it over public interfaces. */
@ExtendWith(WithPark.class)
class JourneyIT {

    private static final String GARAGE = "lot-123";
    private static final Vehicle ALICES_SUV = new Vehicle("v1", "ABC1234", "SUV");

    private final Clock clock = Clock.systemUTC();
    private final Parkhold parkhold;

    JourneyIT(Parkhold parkhold) {
        this.parkhold = parkhold;
    }

    @Test
    void bookedPaidLetInParkedLetOutEarlyAndRefunded() {
        Stay stay = Stay.planned(
                parkhold,
                "alice",
                ALICES_SUV,
                GARAGE,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                Duration.ofHours(2));

        // Alice looks for room, and books it
        int free = freeDuring(stay);
        int freeLater = freeInTheSecondHour(stay);
        Booking booking = stay.book();
        assertThat(booking.status()).isEqualTo("PAYMENT_PENDING");
        assertThat(booking.amount()).isEqualByComparingTo("12.00");
        assertThat(stay.book()).as("the same key again").isEqualTo(booking);
        assertThat(freeDuring(stay)).isEqualTo(free - 1);

        // She pays; only then is it certain, and only then is the money taken
        stay.pay();
        Reservation confirmed = stay.awaitStatus("CONFIRMED");
        assertThat(confirmed.qrToken()).isNotBlank();
        assertThat(stay.awaitCaptured(1_200)).isEqualTo(1_200);
        assertThat(stay.awaitMail("confirmed").text()).contains(stay.id());
        stay.awaitSpot();

        // The camera knows her car, the barrier opens, and she parks
        CarReport entry = stay.driveThrough("entry-1");
        assertThat(entry.pushStatus()).isEqualTo(200);
        assertThat(entry.coil().pulses()).isPositive();
        Reservation parked = stay.awaitStatus("CHECKED_IN");
        assertThat(parked.assignedSpot()).isNotNull();

        // She leaves early: nothing more to pay, and the unused time goes back to her card
        Instant before = clock.instant();
        CarReport exit = stay.driveThrough("exit-1");
        assertThat(exit.coil().pulses()).isPositive();
        Instant after = clock.instant();
        Reservation done = stay.awaitStatus("COMPLETED");
        assertThat(done.finalCharge()).isEqualByComparingTo(BigDecimal.ZERO);
        long refund = Money.minor(Objects.requireNonNull(done.refund()));
        assertThat(Money.isProrated(refund, stay.amount(), done.startTime(), done.endTime(), before, after))
                .as("refund %d of a departure between %s and %s", refund, before, after)
                .isTrue();
        stay.awaitRefunded(refund);

        // The room is somebody else's again, and she has her receipt
        assertThat(freeInTheSecondHour(stay)).isEqualTo(freeLater);
        assertThat(stay.awaitMail("receipt").text()).contains(ALICES_SUV.plate());
    }

    @Test
    void declinedCardCanBeFollowedByAGoodOne() {
        Stay stay = TestLot.open(parkhold, clock, Duration.ofMinutes(1), Duration.ofMinutes(5))
                .plan("bob", Duration.ZERO, Duration.ofHours(1));
        Booking booking = stay.book();

        assertThat(parkhold.provider()
                        .pay(booking, PaymentProvider.DECLINED_CARD)
                        .status())
                .isEqualTo(402);
        assertThat(stay.reservation().status()).isEqualTo("PAYMENT_PENDING");

        stay.pay();
        stay.awaitStatus("CONFIRMED");
    }

    @Test
    void gateClientsCheckCarsInAndOut() {
        TestLot lot = TestLot.open(parkhold, clock, Duration.ofMinutes(1), Duration.ofMinutes(5));
        Stay stay = lot.plan("bob", Duration.ZERO, Duration.ofHours(2));
        stay.book();
        stay.pay();
        String ticket = stay.awaitStatus("CONFIRMED").qrToken();
        String spot = Objects.requireNonNull(stay.awaitSpot().assignedSpot()).spotId();

        CheckIn in = lot.awaitCheckIn(stay, ticket);
        assertThat(in.reservationId()).isEqualTo(stay.id());
        assertThat(Objects.requireNonNull(in.assignedSpot()).floor()).isEqualTo("G");
        assertThat(in.assignedSpot().spotId())
                .as("where the spot cannot be had in time, the driver is shown the floor")
                .isIn(spot, null);
        assertThat(in.message()).isNotBlank();
        assertThat(lot.checkIn(stay.vehicle().plate(), ticket).allowed())
                .as("one use")
                .isFalse();
        stay.awaitStatus("CHECKED_IN");

        CheckOut out = lot.checkOut(stay.vehicle().plate());
        assertThat(out.allowed()).isTrue();
        assertThat(out.sessionId()).isNotBlank();
        assertThat(out.finalCharge()).isEqualByComparingTo(BigDecimal.ZERO);
        stay.awaitStatus("COMPLETED");
    }

    @Test
    void strangersStayOutside() {
        CarReport report = parkhold.lanes().driveImpatiently(GARAGE, "entry-1", FreshPlates.plate());

        assertThat(report.pushStatus()).isEqualTo(200);
        assertThat(report.opened()).isFalse();
        assertThat(report.coil().pulses()).isZero();
    }

    @Test
    void bothSpellingsOfThePathsWorkAndInternalOnesDoNot() {
        assertThat(parkhold.anybody()
                        .send("GET", "/lots/" + GARAGE, null, Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(parkhold.as("svc-noshow")
                        .send("POST", "/internal/reservations/r1/mark-no-show", "{}", Map.of())
                        .status())
                .isEqualTo(404);
    }

    private int freeDuring(Stay stay) {
        return free(stay.request().startTime(), stay);
    }

    /** The quarter of an hour in which a car leaves stays used; the time after it does not. */
    private int freeInTheSecondHour(Stay stay) {
        return free(stay.request().startTime().plus(Duration.ofHours(1)), stay);
    }

    private int free(Instant from, Stay stay) {
        return parkhold.anybody()
                .availability(GARAGE, from, stay.request().endTime(), "SUV")
                .count("SUV");
    }
}
