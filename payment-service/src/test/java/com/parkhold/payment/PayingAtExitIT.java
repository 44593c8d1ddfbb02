package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.ExitPaid;
import com.parkhold.common.contract.ExitPaymentAnswer;
import com.parkhold.common.contract.ExitPaymentAnswer.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Drivers who stand at the exit and pay there, or do not. */
class PayingAtExitIT extends ExitPageTest {

    private static final String DECLINED = "4000000000000002";

    @Test
    void takesWhatIsDueOnceAndSaysThatTheCarMayLeave() {
        capture();
        ExitPaymentAnswer first = ask(900, arrived);
        assertThat(first.state()).isEqualTo(State.PAYABLE);
        assertThat(first.dueMinor()).isEqualTo(900);
        String checkout = awaitPage();
        assertThat(ask(900, arrived).paymentUrl()).isEqualTo(first.paymentUrl()).endsWith("/v1/pay/s-" + reservation);

        assertThat(StripeProcess.pay(checkout, DECLINED)).isEqualTo(402);
        assertThat(ask(900, arrived).state()).as("he can try again").isEqualTo(State.PAYABLE);
        StripeProcess.pay(checkout, CARD);

        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "StayCharged", "ExitPaid");
        ExitPaid paid = event(ExitPaid.class);
        assertThat(paid.paidMinor()).isEqualTo(900);
        assertThat(paid.settledUntil()).isAfter(arrived.plus(GRACE));
        ExitPaymentAnswer later = ask(1350, arrived.plus(GRACE));
        assertThat(later.state()).as("the time that paying took is free").isEqualTo(State.PAID);
        assertThat(follow().getHeaders().getLocation()).asString().contains("/checkout/done");

        say(closed(900));
        awaitOver();
        assertThat(debts()).isEmpty();
        assertThat(booked("OVERSTAY_REVENUE")).isEqualTo(-900);
    }

    @Test
    void asksForTheRestWhenACarThatPaidStaysOnAndTakesNoPageTwice() {
        capture();
        ask(900, arrived);
        String first = awaitPage();
        Instant muchLater = arrived.plus(Duration.ofHours(2));
        assertThat(ask(1800, arrived.plusSeconds(60)).dueMinor())
                .as("the amount holds while he pays")
                .isEqualTo(900);

        assertThat(ask(1800, muchLater).dueMinor()).isEqualTo(1800);
        await().until(() -> StripeProcess.pay(first, CARD) >= 400);
        await().until(() -> {
            ask(1800, muchLater);
            return !awaitPage().equals(first);
        });
        StripeProcess.pay(awaitPage(), CARD);
        await().atMost(Duration.ofSeconds(30)).until(() -> ask(1800, muchLater).state() == State.PAID);

        ExitPaymentAnswer rest = ask(2700, muchLater.plus(Duration.ofHours(1)));
        assertThat(rest.state()).isEqualTo(State.PAYABLE);
        assertThat(rest.paidMinor()).isEqualTo(1800);
        assertThat(rest.dueMinor()).isEqualTo(900);
        assertThat(booked("OVERSTAY_REVENUE")).isEqualTo(-1800);
    }

    @Test
    void owesWhatWasNotPaidOnceThePageCanBePaidNoMore() {
        capture();
        ask(900, arrived);
        String checkout = awaitPage();

        say(closed(1350));

        await().atMost(Duration.ofSeconds(30)).until(() -> debts().equals(List.of(1350L)));
        assertThat(StripeProcess.pay(checkout, CARD)).isGreaterThanOrEqualTo(400);
        assertThat(ask(1350, arrived).state()).isEqualTo(State.UNAVAILABLE);
        assertThat(follow().getStatusCode().value()).isEqualTo(410);
    }

    @Test
    void countsWhatWasPaidAtTheLastMoment() {
        capture();
        ask(900, arrived);
        String checkout = awaitPage();
        StripeProcess.webhooks("drop");
        StripeProcess.pay(checkout, CARD);

        say(closed(1350, arrived.plus(Duration.ofHours(1))));

        await().atMost(Duration.ofSeconds(30)).until(() -> debts().equals(List.of(450L)));
        assertThat(booked("OVERSTAY_REVENUE")).isEqualTo(-900);
    }

    @Test
    void makesNoDebtOfTheTimeThatPayingTookWhereThePaymentIsSeenAfterTheClose() {
        capture();
        ask(900, arrived);
        String checkout = awaitPage();
        StripeProcess.webhooks("drop");
        StripeProcess.pay(checkout, CARD);

        say(closed(1350, arrived.plus(GRACE)));

        awaitOver();
        assertThat(debts()).isEmpty();
        assertThat(booked("OVERSTAY_REVENUE")).isEqualTo(-900);
    }

    @Test
    void seesAPaymentWhoseWebhookGotLostWhileTheCarStandsThere() {
        capture();
        ask(900, arrived);
        String checkout = awaitPage();
        StripeProcess.webhooks("drop");
        StripeProcess.pay(checkout, CARD);

        await().atMost(Duration.ofSeconds(30)).until(() -> ask(900, arrived).state() == State.PAID);
    }

    @Test
    void showsNothingToWhoeverGuesses() {
        assertThat(follow().getStatusCode().value()).isEqualTo(404);
        assertThat(ask(900, arrived).state()).isEqualTo(State.UNAVAILABLE);
    }
}
