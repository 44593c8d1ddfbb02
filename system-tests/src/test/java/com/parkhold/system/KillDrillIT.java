package com.parkhold.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.system.client.Documents.Reservation;
import com.parkhold.system.client.Documents.Vehicle;
import com.parkhold.system.client.Parkhold;
import com.parkhold.system.journey.FreshPlates;
import com.parkhold.system.journey.Money;
import com.parkhold.system.journey.Stay;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each service is killed in the middle of a journey, comes back by itself, and the journey ends as it should. */
@ExtendWith(WithPark.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KillDrillIT {

    private static final String LOT = "lot-venue";
    private static final Duration RECOVERY = Duration.ofSeconds(90);

    private final Clock clock = Clock.systemUTC();
    private final Park park;
    private final Parkhold parkhold;

    KillDrillIT(Park park, Parkhold parkhold) {
        this.park = park;
        this.parkhold = parkhold;
    }

    /** The moments of a journey, each the last thing that happened before the kill. */
    enum Moment {
        BOOKED,
        PAID,
        CONFIRMED,
        INSIDE,
        LEFT
    }

    @ParameterizedTest(name = "{0} dies when the stay is {1}")
    @CsvSource({
        "gateway-service, BOOKED, 1",
        "payment-service, BOOKED, 2",
        "inventory-service, PAID, 3",
        "reservation-service, PAID, 4",
        "notification-service, PAID, 5",
        "gate-control-service, CONFIRMED, 6",
        "session-service, INSIDE, 7",
        "noshow-worker, INSIDE, 8",
        "gate-control-service, INSIDE, 9",
        "session-service, LEFT, 10",
        "payment-service, LEFT, 11"
    })
    @Order(1)
    void comesBackAndTheJourneyCompletes(String service, Moment moment, int lane) {
        Vehicle car = parkhold.as("bob").register("bob", FreshPlates.vehicle("SUV"));
        Instant start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Stay stay = Stay.planned(parkhold, "bob", car, LOT, start, Duration.ofHours(2));

        stay.book();
        killAt(Moment.BOOKED, moment, service);
        stay.pay();
        killAt(Moment.PAID, moment, service);
        stay.awaitStatus("CONFIRMED", RECOVERY);
        stay.awaitSpot();
        killAt(Moment.CONFIRMED, moment, service);
        stay.driveThrough("entry-" + lane);
        killAt(Moment.INSIDE, moment, service);
        stay.awaitStatus("CHECKED_IN", RECOVERY);
        Instant before = clock.instant();
        stay.driveThrough("exit-" + lane);
        Instant after = clock.instant();
        killAt(Moment.LEFT, moment, service);

        Reservation done = stay.awaitStatus("COMPLETED", RECOVERY);
        assertThat(done.finalCharge()).isEqualByComparingTo(BigDecimal.ZERO);
        long refund = Money.minor(Objects.requireNonNull(done.refund()));
        assertThat(Money.isProrated(refund, stay.amount(), done.startTime(), done.endTime(), before, after))
                .as("refund %d of a departure between %s and %s", refund, before, after)
                .isTrue();
        stay.awaitCaptured(Money.minor(stay.amount()));
        stay.awaitRefunded(refund);
        stay.awaitMail("confirmed");
        stay.awaitMail("receipt");
    }

    @Test
    @Order(2)
    void leavesNoTraceInTheBooks() {
        Park.Ended audit = park.run("audit");

        System.out.println(audit.output());
        assertThat(audit.status()).as(audit.output()).isZero();
        assertThat(audit.output()).contains("in order");
    }

    /** A gate that is down sees no car: its driver waits before the barrier, as anybody would. Else nobody waits. */
    private void killAt(Moment now, Moment moment, String service) {
        if (now != moment) {
            return;
        }
        park.run("kill", service).expectSuccess();
        if (service.equals("gate-control-service")) {
            Awaitility.await()
                    .atMost(RECOVERY)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> park.run("status").status() == 0);
        }
    }
}
