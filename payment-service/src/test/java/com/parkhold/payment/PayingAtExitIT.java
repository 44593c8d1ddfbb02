package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.CreditIssued;
import com.parkhold.common.contract.ExitPaid;
import com.parkhold.common.contract.ExitPaymentAnswer;
import com.parkhold.common.contract.ExitPaymentAnswer.State;
import com.parkhold.common.contract.ExitPaymentRequest;
import com.parkhold.common.contract.Policies.Overstay.Settle;
import com.parkhold.common.contract.SessionClosed;
import com.parkhold.common.contract.SessionVoided;
import com.parkhold.testing.TestIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Drivers who stand at the exit and pay there, or do not. */
class PayingAtExitIT extends ServiceTest {

    private static final String DECLINED = "4000000000000002";
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final Instant arrived = Instant.now().truncatedTo(ChronoUnit.MILLIS);

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
    void givesBackWhatWasPaidForAStayThatIsVoid() {
        capture();
        ask(900, arrived);
        String checkout = awaitPage();
        StripeProcess.pay(checkout, CARD);
        await().atMost(Duration.ofSeconds(30)).until(() -> ask(900, arrived).state() == State.PAID);

        SessionVoided nobody = new SessionVoided("s-" + reservation, reservation, LOT);
        say(nobody);
        say(nobody);

        await().atMost(Duration.ofSeconds(30)).until(() -> booked("DRIVER_CREDIT") == -900);
        awaitOver();
        assertThat(event(CreditIssued.class).amountMinor()).isEqualTo(900);
        assertThat(debts()).isEmpty();
        assertThat(booked("DRIVER_CREDIT")).as("once").isEqualTo(-900);
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
    void keepsNobodyWaitingForAProviderThatIsAway() {
        capture();
        StripeProcess.fault("POST", "/v1/checkout/sessions", "500", 1_000);

        assertThat(ask(900, arrived).state()).isEqualTo(State.PAYABLE);

        await().atMost(Duration.ofSeconds(20)).until(() -> ask(900, arrived).state() == State.UNAVAILABLE);
        assertThat(follow().getStatusCode().value()).isEqualTo(503);
    }

    @Test
    void keepsNobodyWhoseProviderGoesAwayWhileThePageIsOpen() {
        capture();
        ask(900, arrived);
        awaitPage();
        StripeProcess.fault("GET", "/v1/checkout/sessions", "500", 1_000);

        await().atMost(Duration.ofSeconds(30)).until(() -> ask(900, arrived).state() == State.UNAVAILABLE);

        StripeProcess.healthy();
        await().atMost(Duration.ofSeconds(40)).until(() -> ask(900, arrived).state() == State.PAYABLE);
    }

    @Test
    void keepsNobodyForLessThanTheProviderTakes() {
        capture();
        assertThat(ask(49, arrived).state()).isEqualTo(State.UNAVAILABLE);
        assertThat(follow().getStatusCode().value()).isEqualTo(404);

        say(closed(49));
        await().atMost(Duration.ofSeconds(30)).until(() -> debts().equals(List.of(49L)));
    }

    @Test
    void asksForNoAmountAgainThatTheProviderRefused() {
        capture();
        StripeProcess.fault("POST", "/v1/checkout/sessions", "429", 1_000);
        ask(900, arrived);
        await().until(() -> jdbc.sql("select attempts from provider_task where reservation_id = :id")
                        .param("id", reservation)
                        .query(Integer.class)
                        .single()
                > 0);
        jdbc.sql("update exit_page set expires_at = now() where reservation_id = :id")
                .param("id", reservation)
                .update();
        StripeProcess.healthy();
        await().atMost(Duration.ofSeconds(30)).until(() -> pages().equals(List.of("CLOSED")));

        assertThat(ask(900, arrived).state()).isEqualTo(State.UNAVAILABLE);
        assertThat(pages()).hasSize(1);
        assertThat(ask(1350, arrived).state()).as("it may take another one").isEqualTo(State.PAYABLE);
    }

    @Test
    void closesAPageAlthoughAFailureToDoSoIsRepeatedToTheSameKey() {
        capture();
        ask(900, arrived);
        String checkout = awaitPage();
        StripeProcess.fault("POST", "/v1/checkout/sessions/" + checkout + "/expire", "500-after-commit", 1);

        say(closed(900));

        await().atMost(Duration.ofSeconds(30)).until(() -> debts().equals(List.of(900L)));
    }

    @Test
    void showsNothingToWhoeverGuesses() {
        assertThat(follow().getStatusCode().value()).isEqualTo(404);
        assertThat(ask(900, arrived).state()).isEqualTo(State.UNAVAILABLE);
    }

    private ExitPaymentAnswer ask(long chargeMinor, Instant at) {
        return http().put()
                .uri("/internal/exit-payments/s-" + reservation)
                .headers(headers -> headers.setBearerAuth(TestIssuer.service()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(new ExitPaymentRequest(reservation, LOT, chargeMinor, "USD", at, GRACE))
                .retrieve()
                .requiredBody(ExitPaymentAnswer.class);
    }

    /** The provider's page, once the display's address leads there. */
    private String awaitPage() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> String.valueOf(location()).contains("/c/pay/cs_"));
        String url = String.valueOf(location());
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private @Nullable URI location() {
        return follow().getHeaders().getLocation();
    }

    private ResponseEntity<Void> follow() {
        HttpClient staying = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory(staying))
                .baseUrl("http://127.0.0.1:" + StripeProcess.servicePort())
                .defaultStatusHandler(_ -> true, (_, _) -> {})
                .build()
                .get()
                .uri("/v1/pay/s-" + reservation)
                .retrieve()
                .toBodilessEntity();
    }

    private List<String> pages() {
        return jdbc.sql("select status from exit_page where reservation_id = :id order by number")
                .param("id", reservation)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private List<Long> debts() {
        return jdbc.sql("select amount_minor from debt where reservation_id = :id")
                .param("id", reservation)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    private void awaitOver() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql(
                                        "select count(*) from exit_closing where reservation_id = :id and settled_at is not null")
                                .param("id", reservation)
                                .query(Long.class)
                                .single()
                        == 1);
    }

    private SessionClosed closed(long chargeMinor) {
        return closed(chargeMinor, arrived);
    }

    private SessionClosed closed(long chargeMinor, Instant exitedAt) {
        return new SessionClosed(
                "s-" + reservation,
                reservation,
                LOT,
                "alice",
                null,
                "ABC1234",
                arrived,
                exitedAt,
                PRICE,
                chargeMinor,
                0,
                0,
                "USD",
                Settle.PAY_AT_EXIT,
                List.of());
    }
}
