package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.CreditIssued;
import com.parkhold.common.contract.ExitPaymentAnswer.State;
import com.parkhold.common.contract.SessionVoided;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was paid at the exit of a stay that turns out to be none goes back once, also where somebody refunds it past us. */
class VoidStayIT extends ExitPageTest {

    @Test
    void givesBackWhatWasPaid() {
        payAtExit(CARD);

        say(isVoid());
        say(isVoid());

        awaitCredited(900);
        awaitOver();
        assertThat(event(CreditIssued.class).amountMinor()).isEqualTo(900);
        assertThat(debts()).isEmpty();
        assertThat(booked("DRIVER_CREDIT")).as("once").isEqualTo(-900);
    }

    @Test
    void creditsNothingThatWasRefundedPastUs() {
        String attempt = payAtExit(CARD);
        refundPastUs(attempt, 600);

        say(isVoid());

        awaitCredited(300);
        awaitOver();
        assertThat(booked("PROVIDER_BALANCE")).as("booked with it").isEqualTo(PRICE + 300);
    }

    @Test
    void creditsWhatWasPaidWhereTheRefundPastUsDidNotArrive() {
        String refund = refundPastUs(payAtExit(REFUNDED_SLOWLY), 900);

        say(isVoid());
        awaitConsidered();
        StripeProcess.failRefund(refund);

        awaitCredited(900);
        awaitOver();
    }

    @Test
    void creditsWhatWasPaidWhereTheRefundPastUsCameBackAfterTheStayWasSettled() {
        String refund = refundPastUs(payAtExit(CARD), 900);
        say(isVoid());
        awaitOver();
        assertThat(booked("DRIVER_CREDIT")).isZero();
        StripeProcess.webhooks("drop");

        StripeProcess.failRefund(refund);

        awaitCredited(900);
        awaitOver();
        assertThat(event(CreditIssued.class).amountMinor()).isEqualTo(900);
        assertThat(booked("PROVIDER_BALANCE")).isEqualTo(PRICE + 900);
        say(isVoid());
        awaitConsidered();
        assertThat(booked("DRIVER_CREDIT")).as("once").isEqualTo(-900);
    }

    @Test
    void creditsEachOfSomeRefundsPastUsThatComesBackLater() {
        String attempt = payAtExit(CARD);
        String first = refundPastUs(attempt, 300);
        String second = refundPastUs(attempt, 200);
        refundPastUs(attempt, 100);
        say(isVoid());
        awaitCredited(300);
        awaitOver();

        StripeProcess.failRefund(first);
        awaitCredited(600);
        StripeProcess.failRefund(second);
        awaitCredited(800);

        awaitOver();
        assertThat(credits()).isEqualTo("300 300 200");
        assertThat(booked("PROVIDER_BALANCE")).isEqualTo(PRICE + 800);
    }

    @Test
    void creditsNothingMoreWhereARefundPastUsOfWhatWasCreditedComesBack() {
        String attempt = payAtExit(CARD);
        say(isVoid());
        awaitCredited(900);
        awaitOver();
        String refund = refundPastUs(attempt, 900);
        awaitAtProvider(PRICE);

        StripeProcess.failRefund(refund);

        awaitAtProvider(PRICE + 900);
        awaitConsidered();
        awaitOver();
        assertThat(booked("DRIVER_CREDIT")).isEqualTo(-900);
    }

    /** Answers the attempt that paid. */
    private String payAtExit(String card) {
        capture();
        ask(900, arrived);
        String checkout = awaitPage();
        StripeProcess.pay(checkout, card);
        await().atMost(Duration.ofSeconds(30)).until(() -> ask(900, arrived).state() == State.PAID);
        return StripeProcess.object("checkout/sessions/" + checkout)
                .path("payment_intent")
                .asString();
    }

    private SessionVoided isVoid() {
        return new SessionVoided("s-" + reservation, reservation, LOT);
    }

    private static String refundPastUs(String attempt, long minor) {
        return StripeProcess.post("refunds", Map.of("payment_intent", attempt, "amount", String.valueOf(minor)))
                .path("id")
                .asString();
    }

    private void awaitCredited(long minor) {
        await().atMost(Duration.ofSeconds(30)).until(() -> booked("DRIVER_CREDIT") == -minor);
    }

    private void awaitAtProvider(long minor) {
        await().atMost(Duration.ofSeconds(30)).until(() -> booked("PROVIDER_BALANCE") == minor);
    }

    /** What the driver was told of, in order. */
    private String credits() {
        return jdbc.sql("""
                        select string_agg(payload::json ->> 'amountMinor', ' ' order by aggregate_version) from outbox
                        where aggregate_id = :id and type = 'CreditIssued'""").param("id", reservation).query(String.class).single();
    }
}
