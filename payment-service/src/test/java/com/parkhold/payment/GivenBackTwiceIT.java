package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever gets money back at the provider, past us, does not get the same money from here, whoever comes first. */
class GivenBackTwiceIT extends PastUsTest {
    @Test
    void givesBackTheRestOfWhatWasJustRefundedPastUs() {
        capture();
        refundPastUs("600");

        sayCancelledFor(0);

        awaitBooked("PROVIDER_BALANCE", 0);
        assertThat(keptAtProvider()).isZero();
        assertThat(exceptions()).noneMatch(found -> found.contains(reservation));
        assertThat(sentBack()).containsExactly(PRICE - 600);
    }

    @Test
    void givesNothingBackWhereAllWasJustRefundedPastUs() {
        capture();
        refundPastUs(String.valueOf(PRICE));

        sayCancelledFor(0);

        awaitBooked("PROVIDER_BALANCE", 0);
        awaitRefund("DROPPED");
        assertThat(exceptions()).noneMatch(found -> found.contains(reservation));
    }

    @Test
    void creditsNothingThatWasJustRefundedPastUs() {
        capture();
        refundPastUs(String.valueOf(PRICE));

        say(closed(0, 0, 900));

        awaitBooked("PROVIDER_BALANCE", 0);
        awaitRefund("DROPPED");
        assertThat(booked("DRIVER_CREDIT")).isZero();
    }

    @Test
    void givesNothingBackWhereWhatIsOwedWasJustRefundedPastUs() {
        capture();
        refundPastUs("1000");

        sayCancelledFor(850);

        awaitRefund("DROPPED");
        assertThat(keptAtProvider()).isEqualTo(850);
        awaitBooked("PROVIDER_BALANCE", 850);
        assertThat(exceptions()).noneMatch(found -> found.contains(reservation));
    }

    @Test
    void creditsNothingWhereTheCreditWasJustRefundedPastUs() {
        capture();
        refundPastUs("900");

        say(closed(0, 0, 900));

        awaitRefund("DROPPED");
        assertThat(booked("DRIVER_CREDIT")).isZero();
        awaitBooked("PROVIDER_BALANCE", PRICE - 900);
    }

    @Test
    void leavesRoomForARefundPastUsThatIsStillOnItsWay() {
        capture(REFUNDED_SLOWLY);
        String pastUs = refundPastUs("600");

        sayCancelledFor(0);

        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued");
        assertThat(sentBack()).containsExactly(PRICE - 600);
        StripeProcess.settleRefund(pastUs);
        awaitBooked("PROVIDER_BALANCE", 0);
        assertThat(keptAtProvider()).isZero();
    }

    @Test
    void lowersARefundThatSomebodyIsFasterThan() {
        capture();
        StripeProcess.fault("POST", "/v1/refunds", "latency", 1);
        sayCancelledFor(0);
        await().atMost(Duration.ofSeconds(20)).until(() -> !StripeProcess.isFaultLeft());
        refundPastUs("600");

        awaitBooked("PROVIDER_BALANCE", 0);
        assertThat(keptAtProvider()).isZero();
        assertThat(sentBack()).containsExactly(PRICE - 600);
        assertThat(exceptions()).noneMatch(found -> found.contains(reservation));
    }

    @Test
    void lowersARefundToWhatIsStillOwedWhereSomebodyIsFaster() {
        capture();
        StripeProcess.fault("POST", "/v1/refunds", "latency", 1);
        sayCancelledFor(850);
        await().atMost(Duration.ofSeconds(20)).until(() -> !StripeProcess.isFaultLeft());
        refundPastUs("1000");

        awaitRefund("DROPPED");
        assertThat(keptAtProvider()).isEqualTo(850);
        awaitBooked("PROVIDER_BALANCE", 850);
    }

    @Test
    void showsARefundOfOursThatTheProviderHasNotMovedYetAsPending() {
        capture(REFUNDED_SLOWLY);
        sayCancelledFor(0);
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued");
        String refund = jdbc.sql("select provider_id from refund where reservation_id = :id")
                .param("id", reservation)
                .query(String.class)
                .single();

        assertThat(usd("pending")).isGreaterThanOrEqualTo(PRICE);
        assertThat(exceptions()).noneMatch(found -> found.contains(refund));

        StripeProcess.settleRefund(refund);
        awaitRefund("SUCCEEDED");
        assertThat(exceptions()).noneMatch(found -> found.contains(refund));
    }

    @Test
    void keepsTheBookingsMoneyApartFromWhatWasChargedBeyondIt() {
        capture();
        String charge = charge(900);

        StripeProcess.post("refunds", Map.of("payment_intent", charge));

        awaitBooked("PROVIDER_BALANCE", PRICE);
        sayCancelledFor(0);
        awaitBooked("PROVIDER_BALANCE", 0);
        assertThat(sentBack()).containsExactly(PRICE);
    }

    private long usd(String column) {
        return balance()
                .path("balances")
                .valueStream()
                .filter(line -> line.path("currency").asString().equals("USD"))
                .mapToLong(line ->
                        line.path(column).decimalValue().movePointRight(2).abs().longValueExact())
                .sum();
    }
}
