package com.parkhold.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.system.client.Answer;
import com.parkhold.system.client.Documents.CheckOut;
import com.parkhold.system.client.Documents.Reservation;
import com.parkhold.system.client.Parkhold;
import com.parkhold.system.client.Patience;
import com.parkhold.system.client.PaymentProvider;
import com.parkhold.system.client.ProviderLedger.Intent;
import com.parkhold.system.journey.Stay;
import com.parkhold.system.journey.TestLot;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cars that stay too long at a lot that wants the money before its barrier opens. */
@ExtendWith(WithPark.class)
class PayAtExitIT {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration BOOKED = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long A_QUARTER = 225;

    private final Clock clock = Clock.systemUTC();
    private final Park park;
    private final Parkhold parkhold;

    PayAtExitIT(Park park, Parkhold parkhold) {
        this.park = park;
        this.parkhold = parkhold;
    }

    @AfterEach
    void heal() {
        parkhold.provider().heal();
    }

    @Test
    void whoPaysLeavesAndNobodyIsKeptInForOurSake() {
        TestLot lot = TestLot.open(parkhold, clock, LONG, LONG, "PAY_AT_EXIT");
        Stay paying = lot.plan("bob", Duration.ZERO, BOOKED);
        Stay unlucky = lot.plan("bob", Duration.ZERO, BOOKED);
        List.of(paying, unlucky).forEach(stay -> park(lot, stay));

        // He stayed too long: the barrier stays closed, and the display says what to pay and where
        CheckOut kept = awaitKept(lot, paying);
        assertThat(kept.reason()).isEqualTo("PAYMENT_DUE");
        assertThat(kept.finalCharge()).isEqualByComparingTo("2.25");
        assertThat(kept.amountDue()).isEqualByComparingTo("2.25");
        assertThat(kept.message()).contains("2.25");
        String shown = Objects.requireNonNull(kept.paymentUrl());

        // One card is declined, another one pays, and he is let out
        assertThat(parkhold.provider()
                        .payAtExit(shown, PaymentProvider.DECLINED_CARD)
                        .status())
                .isEqualTo(402);
        CheckOut still = awaitPage(lot, paying);
        assertThat(still.allowed()).isFalse();
        assertThat(still.paymentUrl()).isEqualTo(shown);
        parkhold.provider().payAtExit(shown, PaymentProvider.GOOD_CARD).expect(200);
        CheckOut out = awaitOut(lot, paying);
        assertThat(out.finalCharge()).isEqualByComparingTo("2.25");
        Reservation done = paying.awaitStatus("COMPLETED");
        assertThat(takenFor(paying)).containsExactly(A_QUARTER);
        assertThat(owed(done.reservationId())).isZero();

        // The next one cannot pay, since the provider is away: he leaves, and owes
        parkhold.provider().drill("faults", Map.of("path", "/v1/checkout/sessions", "fault", "500", "count", 10_000));
        awaitOut(lot, unlucky);
        Reservation gone = unlucky.awaitStatus("COMPLETED");
        parkhold.provider().heal();
        assertThat(Patience.until(
                        "bob owes for " + unlucky.id(), SOON, () -> owed(gone.reservationId()), owed -> owed > 0))
                .isEqualTo(1);
        assertThat(takenFor(unlucky)).isEmpty();

        park.run("audit").expectSuccess();
    }

    private void park(TestLot lot, Stay stay) {
        stay.book();
        stay.pay();
        stay.awaitStatus("CONFIRMED");
        lot.awaitCheckIn(stay, null);
        stay.awaitStatus("CHECKED_IN");
    }

    private CheckOut awaitKept(TestLot lot, Stay stay) {
        Duration untilOver =
                Duration.between(clock.instant(), stay.request().endTime().plusSeconds(11));
        Patience.until(
                "the stay of " + stay.id() + " is too long",
                untilOver.plus(SOON),
                clock::instant,
                now -> now.isAfter(stay.request().endTime().plusSeconds(11)));
        return awaitPage(lot, stay);
    }

    /** The decision does not wait for the page. */
    private static CheckOut awaitPage(TestLot lot, Stay stay) {
        return Patience.until(
                stay.vehicle().plate() + " is told where to pay",
                SOON,
                () -> lot.checkOut(stay.vehicle().plate()),
                answer -> answer.allowed() || answer.paymentUrl() != null);
    }

    private static CheckOut awaitOut(TestLot lot, Stay stay) {
        return Patience.until(
                stay.vehicle().plate() + " is let out",
                SOON,
                () -> lot.checkOut(stay.vehicle().plate()),
                CheckOut::allowed);
    }

    private List<Long> takenFor(Stay stay) {
        return parkhold.provider().ledger().intents().stream()
                .filter(intent ->
                        !intent.isForBooking() && intent.reservationId().equals(stay.id()))
                .map(Intent::received)
                .filter(received -> received > 0)
                .toList();
    }

    private long owed(String reservationId) {
        Answer debts = parkhold.as("bob").send("GET", "/v1/payments/debts", null, Map.of());
        return debts.json()
                .path("debts")
                .valueStream()
                .filter(debt -> debt.path("reservationId").asString().equals(reservationId))
                .count();
    }
}
