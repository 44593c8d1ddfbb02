package com.parkhold.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.system.client.Documents.Cancellation;
import com.parkhold.system.client.Documents.Reservation;
import com.parkhold.system.client.Parkhold;
import com.parkhold.system.client.PaymentProvider;
import com.parkhold.system.journey.Stay;
import com.parkhold.system.journey.TestLot;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of stays that end before they begin. */
@ExtendWith(WithPark.class)
class DeadlinesIT {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofSeconds(4);

    private final Clock clock = Clock.systemUTC();
    private final Parkhold parkhold;

    DeadlinesIT(Parkhold parkhold) {
        this.parkhold = parkhold;
    }

    @Test
    void neverPaidExpiresAndItsRoomReturns() {
        TestLot lot = TestLot.open(parkhold, clock, SHORT, LONG);
        Stay stay = lot.plan("bob", Duration.ZERO, HOUR);
        var booking = stay.book();
        assertThat(lot.awaitFreeDuring(stay, TestLot.SPOTS - 1)).isEqualTo(TestLot.SPOTS - 1);

        stay.awaitStatus("EXPIRED");

        lot.awaitFreeDuring(stay, TestLot.SPOTS);
        assertThat(parkhold.provider().pay(booking, PaymentProvider.GOOD_CARD).status())
                .as("it can be paid no more")
                .isEqualTo(410);
        assertThat(stay.awaitMail("expired").text()).contains(stay.id());
        assertThat(parkhold.provider().ledger().captured(stay.id())).isZero();
    }

    @Test
    void neverArrivedIsANoShowAndHalfGoesBack() {
        TestLot lot = TestLot.open(parkhold, clock, LONG, SHORT);
        Stay stay = lot.plan("bob", Duration.ZERO, HOUR);
        stay.book();
        stay.pay();
        stay.awaitStatus("CONFIRMED");

        Reservation missed = stay.awaitStatus("NO_SHOW");

        assertThat(missed.refund()).isEqualByComparingTo("3.00");
        stay.awaitCaptured(600);
        stay.awaitRefunded(300);
        lot.awaitFreeDuring(stay, TestLot.SPOTS);
        assertThat(stay.awaitMail("missed").text()).contains("3.00");
        assertThat(lot.checkIn(stay.vehicle().plate(), null).allowed())
                .as("its pass is revoked")
                .isFalse();
    }

    @Test
    void cancelledLateKeepsTheFee() {
        TestLot lot = TestLot.open(parkhold, clock, LONG, LONG);
        Stay stay = lot.plan("bob", Duration.ofMinutes(30), HOUR);
        stay.book();
        stay.pay();
        stay.awaitStatus("CONFIRMED");

        Cancellation cancellation = parkhold.as("bob").cancel(stay.id());

        assertThat(cancellation.status()).isEqualTo("CANCELLED");
        assertThat(cancellation.fee()).isEqualByComparingTo("2.00");
        assertThat(cancellation.refund()).isEqualByComparingTo("4.00");
        stay.awaitRefunded(400);
        lot.awaitFreeDuring(stay, TestLot.SPOTS);
        stay.awaitMail("cancelled");
    }

    @Test
    void cancelledInTimeCostsNothing() {
        TestLot lot = TestLot.open(parkhold, clock, LONG, LONG);
        Stay stay = lot.plan("bob", Duration.ofHours(3), HOUR);
        stay.book();
        stay.pay();
        stay.awaitStatus("CONFIRMED");

        Cancellation cancellation = parkhold.as("bob").cancel(stay.id());

        assertThat(cancellation.fee()).isEqualByComparingTo("0");
        stay.awaitRefunded(600);
    }

    @Test
    void cancelledUnpaidCanBePaidNoMore() {
        TestLot lot = TestLot.open(parkhold, clock, LONG, LONG);
        Stay stay = lot.plan("bob", Duration.ZERO, HOUR);
        var booking = stay.book();

        parkhold.as("bob").cancel(stay.id());

        lot.awaitFreeDuring(stay, TestLot.SPOTS);
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(parkhold.provider().ledger().intentsOf(stay.id()))
                        .noneMatch(intent -> intent.isHeld() || intent.received() > 0));
        assertThat(parkhold.provider()
                        .pay(booking, PaymentProvider.DECLINED_CARD)
                        .status())
                .isIn(402, 410);
    }
}
