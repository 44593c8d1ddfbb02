package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.Policies.Overstay.Settle;
import com.parkhold.common.contract.ReservationCancelled;
import com.parkhold.common.contract.SessionClosed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever gets money back at the provider, past us, does not get the same money from here, whoever comes first. */
class GivenBackTwiceIT extends ReportedTest {

    /** Its refunds are pending at first. */
    private static final String REFUNDED_SLOWLY = "4000000000007726";

    @Test
    void givesBackTheRestOfWhatWasJustRefundedPastUs() {
        capture();
        refundPastUs("600");

        cancelled();

        awaitBooked("PROVIDER_BALANCE", 0);
        assertThat(keptAtProvider()).isZero();
        assertThat(exceptions()).noneMatch(found -> found.contains(reservation));
        assertThat(sentBack()).containsExactly(PRICE - 600);
    }

    @Test
    void givesNothingBackWhereAllWasJustRefundedPastUs() {
        capture();
        refundPastUs(String.valueOf(PRICE));

        cancelled();

        awaitBooked("PROVIDER_BALANCE", 0);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refundStatus()).isEqualTo("DROPPED"));
        assertThat(exceptions()).noneMatch(found -> found.contains(reservation));
    }

    @Test
    void creditsNothingThatWasJustRefundedPastUs() {
        capture();
        refundPastUs(String.valueOf(PRICE));

        say(closed(0, 0, 900));

        awaitBooked("PROVIDER_BALANCE", 0);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refundStatus()).isEqualTo("DROPPED"));
        assertThat(booked("DRIVER_CREDIT")).isZero();
    }

    @Test
    void givesNothingBackWhereWhatIsOwedWasJustRefundedPastUs() {
        capture();
        refundPastUs("1000");

        cancelledFor(850);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refundStatus()).isEqualTo("DROPPED"));
        assertThat(keptAtProvider()).isEqualTo(850);
        awaitBooked("PROVIDER_BALANCE", 850);
        assertThat(exceptions()).noneMatch(found -> found.contains(reservation));
    }

    @Test
    void creditsNothingWhereTheCreditWasJustRefundedPastUs() {
        capture();
        refundPastUs("900");

        say(closed(0, 0, 900));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refundStatus()).isEqualTo("DROPPED"));
        assertThat(booked("DRIVER_CREDIT")).isZero();
        awaitBooked("PROVIDER_BALANCE", PRICE - 900);
    }

    @Test
    void givesBackWhatIsOwedAfterAllWhereTheRefundPastUsCameBack() {
        capture();
        String pastUs = refundPastUs("1000");
        cancelledFor(850);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refundStatus()).isEqualTo("DROPPED"));
        StripeProcess.webhooks("drop");

        StripeProcess.failRefund(pastUs);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(sentBack()).containsExactly(1000L));
        awaitBooked("PROVIDER_BALANCE", 850);
        assertThat(exceptions()).noneMatch(found -> found.contains(reservation));
    }

    @Test
    void leavesRoomForARefundPastUsThatIsStillOnItsWay() {
        authorize(REFUNDED_SLOWLY);
        say(confirmed());
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured");
        String pastUs = refundPastUs("600");

        cancelled();

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
        cancelled();
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
        cancelledFor(850);
        await().atMost(Duration.ofSeconds(20)).until(() -> !StripeProcess.isFaultLeft());
        refundPastUs("1000");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refundStatus()).isEqualTo("DROPPED"));
        assertThat(keptAtProvider()).isEqualTo(850);
        awaitBooked("PROVIDER_BALANCE", 850);
    }

    @Test
    void showsWhatIsStillOwedWhereTheRefundPastUsCameBack() {
        authorize(REFUNDED_SLOWLY);
        say(confirmed());
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured");
        String pastUs = refundPastUs("600");
        cancelledFor(850);
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued");
        assertThat(sentBack()).containsExactly(400L);

        StripeProcess.failRefund(pastUs);

        assertThat(exceptions()).contains("REFUND_SHORT " + reservation + "-cancellation");
        StripeProcess.settleRefund(refundPastUs("600"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(exceptions()).noneMatch(found -> found.contains(reservation)));
    }

    @Test
    void showsARefundOfOursThatTheProviderHasNotMovedYetAsPending() {
        authorize(REFUNDED_SLOWLY);
        say(confirmed());
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured");
        cancelled();
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued");
        String refund = jdbc.sql("select provider_id from refund where reservation_id = :id")
                .param("id", reservation)
                .query(String.class)
                .single();

        assertThat(usd("pending")).isGreaterThanOrEqualTo(PRICE);
        assertThat(exceptions()).noneMatch(found -> found.contains(refund));

        StripeProcess.settleRefund(refund);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refundStatus()).isEqualTo("SUCCEEDED"));
        assertThat(exceptions()).noneMatch(found -> found.contains(refund));
    }

    @Test
    void keepsTheBookingsMoneyApartFromWhatWasChargedBeyondIt() {
        capture();
        say(closed(900, 0, 0));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "StayCharged");
        String charge = jdbc.sql("select intent_id from stay_charge where reservation_id = :id")
                .param("id", reservation)
                .query(String.class)
                .single();

        StripeProcess.post("refunds", Map.of("payment_intent", charge));

        awaitBooked("PROVIDER_BALANCE", PRICE);
        cancelled();
        awaitBooked("PROVIDER_BALANCE", 0);
        assertThat(sentBack()).containsExactly(PRICE);
    }

    private String refundPastUs(String amount) {
        return StripeProcess.post("refunds", Map.of("payment_intent", intent(), "amount", amount))
                .path("id")
                .asString();
    }

    private void cancelled() {
        cancelledFor(0);
    }

    private void cancelledFor(long fee) {
        say(new ReservationCancelled(reservation, LOT, driver, null, PRICE - fee, fee, "USD", driver, "CHANGED_MIND"));
    }

    private List<Long> sentBack() {
        return jdbc.sql("select amount_minor from refund where reservation_id = :id and amount_minor > 0")
                .param("id", reservation)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    private String refundStatus() {
        return jdbc.sql("select status from refund where reservation_id = :id")
                .param("id", reservation)
                .query(String.class)
                .optional()
                .orElse("NONE");
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

    private SessionClosed closed(long charge, long refund, long credit) {
        Instant now = Instant.now();
        return new SessionClosed(
                "s-" + reservation,
                reservation,
                LOT,
                driver,
                null,
                "ABC1234",
                now.minusSeconds(3600),
                now,
                PRICE,
                charge,
                refund,
                credit,
                "USD",
                Settle.CHARGE_CARD,
                List.of());
    }
}
