package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.CheckoutAnswer;
import com.parkhold.common.contract.CheckoutRequest;
import com.parkhold.common.contract.RefundIssued;
import com.parkhold.common.contract.ReservationNoShow;
import com.parkhold.common.contract.ReservationPaymentUnwanted;
import com.parkhold.common.contract.SessionClosed;
import com.parkhold.testing.TestIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;

class CallingOffIT extends ServiceTest {

    @Test
    void closesTheCheckoutOfACancelledReservation() {
        open();
        say(cancelled(0, 0));
        awaitEvents("CheckoutOpened", "CheckoutExpired");
    }

    @Test
    void letsGoOfWhatIsOnlyHeld() {
        authorize(CARD);
        say(cancelled(PRICE, 0));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentVoided");
        assertThat(keptAtProvider()).isZero();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refunds()).containsExactly("DROPPED"));
    }

    @Test
    void refundsAllButTheFeeOfWhatWasTaken() {
        capture();
        say(cancelled(PRICE - 200, 200));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued");
        assertThat(event(RefundIssued.class).purpose()).isEqualTo("CANCELLATION");
        assertThat(keptAtProvider()).isEqualTo(200);
        assertThat(booked("PROVIDER_BALANCE")).isEqualTo(200);
    }

    @Test
    void keepsTheFeeWhenCancelledWhileTheCaptureIsStillQueued() {
        authorize(CARD);
        StripeProcess.fault("POST", "/v1/payment_intents", "500", 2);
        say(confirmed());
        say(cancelled(PRICE - 200, 200));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued");
        assertThat(keptAtProvider()).isEqualTo(200);
    }

    @Test
    void endsWithNothingTakenWhenCancelledForFreeWhileTheCaptureIsStillQueued() {
        authorize(CARD);
        StripeProcess.fault("POST", "/v1/payment_intents", "timeout-after-commit", 1);
        say(confirmed());
        say(cancelled(PRICE, 0));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(events()).containsAnyOf("PaymentVoided", "RefundIssued");
            assertThat(keptAtProvider()).isZero();
            assertThat(booked("PROVIDER_BALANCE")).isZero();
        });
    }

    @Test
    void refundsTheShareOfANoShow() {
        capture();
        say(new ReservationNoShow(reservation, LOT, driver, null, PRICE / 2, PRICE - PRICE / 2, "USD"));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued");
        assertThat(keptAtProvider()).isEqualTo(PRICE - PRICE / 2);
    }

    @Test
    void refundsEverythingThatIsUnwantedLessWhatWentBackBefore() {
        capture();
        say(closed(0, 350, 0));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued");
        say(new ReservationPaymentUnwanted(reservation, LOT, driver, null, "NO_ROOM"));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued", "RefundIssued");
        assertThat(keptAtProvider()).isZero();
        assertThat(booked("PARKING_REVENUE")).isZero();
    }

    @Test
    void neverGivesBackMoreThanWasTaken() {
        capture();
        say(closed(0, 1000, 0));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued");
        say(cancelled(PRICE, 1));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued", "RefundIssued");
        assertThat(keptAtProvider()).isZero();
        assertThatThrownBy(() -> jdbc.sql("update payment set returned_minor = captured_minor + 1")
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    /** The two wishes come on different topics: whichever is first takes what it asks for, the other what is left. */
    @Test
    void neverGivesBackMoreThanWasTakenWhenTwoRefundsAreWantedAtOnce() {
        capture();
        say(closed(0, 1000, 0));
        say(cancelled(PRICE, 1));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(refunds())
                    .hasSize(2)
                    .allMatch(status -> List.of("SUCCEEDED", "DROPPED").contains(status));
            assertThat(keptAtProvider()).isZero();
            assertThat(booked("PROVIDER_BALANCE")).isZero();
        });
    }

    @Test
    void creditsInsteadOfRefunding() {
        capture();
        say(closed(0, 0, 400));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "CreditIssued");
        assertThat(booked("DRIVER_CREDIT")).isEqualTo(-400);
        assertThat(keptAtProvider()).isEqualTo(PRICE);
    }

    @Test
    void chargesTheStoredCardForTimeBeyondTheBooking() {
        capture();
        SessionClosed closed = closed(900, 0, 0);
        say(closed);
        say(closed);
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "StayCharged");
        assertThat(booked("OVERSTAY_REVENUE")).isEqualTo(-900);
        assertThat(booked("PROVIDER_BALANCE")).isEqualTo(PRICE + 900);
    }

    @Test
    void makesADebtOfWhatTheStoredCardDoesNotPay() {
        authorize(FAILS_LATER);
        say(closed(900, 0, 0));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "StayChargeDeclined");
        assertThat(debt()).isEqualTo(900);
        assertThat(booked("OVERSTAY_REVENUE")).isZero();
    }

    @Test
    void refundsWhatWasTakenAtOnceAndIsNotWanted() {
        CheckoutRequest usual = request(PRICE);
        CheckoutRequest atOnce = new CheckoutRequest(
                "lot-at-once",
                usual.userId(),
                usual.email(),
                usual.description(),
                usual.amountMinor(),
                usual.currency(),
                usual.holdExpiresAt(),
                null);
        pay(Objects.requireNonNull(put(atOnce, CheckoutAnswer.class).getBody()), CARD);
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured");

        say(new ReservationPaymentUnwanted(reservation, "lot-at-once", driver, null, "NOT_WANTED"));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued");
        assertThat(keptAtProvider()).isZero();
    }

    @Test
    void triesADebtAgainAsOftenAsThePolicySaysAndThenShowsIt() {
        authorize(FAILS_LATER);
        say(closed(900, 0, 0));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(debts("tries = 2 and next_try_at is null")).isOne());
        assertThat(debt()).isEqualTo(900);
        assertThat(booked("OVERSTAY_REVENUE")).isZero();
    }

    @Test
    void triesADebtAgainWhosePageNobodyGotToSee() {
        authorize(FAILS_LATER);
        StripeProcess.fault("POST", "/v1/checkout/sessions", "timeout-after-commit", 1);
        say(closed(900, 0, 0));
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            page();
            return debts("checkout_expires_at is not null and checkout_id is null") == 1;
        });

        jdbc.sql("update debt set checkout_expires_at = now() - interval '1 second' where reservation_id = :id")
                .param("id", reservation)
                .update();

        await().atMost(Duration.ofSeconds(30)).until(() -> debts("tries = 2 and next_try_at is null") == 1);
    }

    @Test
    void owesAStayWhoseMoneyCouldNotBeTaken() {
        authorize(FAILS_LATER);
        say(confirmed());
        say(closed(0, 600, 0));
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(debt()).as("less what would go back").isEqualTo(PRICE - 600));
    }

    @Test
    void chargesTimeThatNoBookingCoversAloneOnceTheBookingWasLetGo() {
        authorize(CARD);
        say(cancelled(PRICE, 0));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentVoided");

        say(closed(0, 900, 0, 0));

        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentVoided", "StayCharged");
        assertThat(jdbc.sql("select session_id from stay_charge where reservation_id = :id")
                        .param("id", reservation)
                        .query((row, _) -> row.getString(1))
                        .list())
                .as("and nothing for the booking")
                .containsExactly("s-" + reservation);
    }

    @Test
    void letsADriverPayADebtOnAPageOnce() {
        authorize(FAILS_LATER);
        say(closed(900, 0, 0));
        String url = awaitPage();
        assertThat(page().path("paymentUrl").asString()).as("one page").isEqualTo(url);

        StripeProcess.pay(url.substring(url.lastIndexOf('/') + 1), CARD);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(booked("OVERSTAY_REVENUE")).isEqualTo(-900));
        assertThat(page().path("code").asString()).isEqualTo("DEBT_NOT_FOUND");
    }

    @Test
    void booksARefundPastUsOfWhatWasPaidOnADebtsPage() {
        authorize(FAILS_LATER);
        say(closed(900, 0, 0));
        String url = awaitPage();
        String checkout = url.substring(url.lastIndexOf('/') + 1);
        StripeProcess.pay(checkout, CARD);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(booked("PROVIDER_BALANCE")).isEqualTo(900));
        String attempt = StripeProcess.object("checkout/sessions/" + checkout)
                .path("payment_intent")
                .asString();

        StripeProcess.post("refunds", Map.of("payment_intent", attempt));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(booked("PROVIDER_BALANCE")).isZero());
    }

    /** Where what is owed can be paid. */
    private String awaitPage() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(page().path("paymentUrl").asString("")).contains("/c/pay/cs_"));
        return page().path("paymentUrl").asString();
    }

    private JsonNode page() {
        return http().post()
                .uri("/v1/payments/debts/s-" + reservation + "/checkout")
                .headers(headers -> headers.setBearerAuth(TestIssuer.driver(driver)))
                .retrieve()
                .requiredBody(JsonNode.class);
    }

    @Test
    void chargesOnceWhenTheAnswerWasLost() {
        capture();
        StripeProcess.fault("POST", "/v1/payment_intents", "500-after-commit", 1);
        say(closed(900, 0, 0));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "StayCharged");
        long charges = StripeProcess.object("payment_intents?limit=100")
                .path("data")
                .valueStream()
                .filter(intent -> reservation.equals(
                        intent.path("metadata").path("reservation_id").asString("")))
                .filter(intent -> intent.path("amount").asLong() == 900)
                .count();
        assertThat(charges).isOne();
    }

    @Test
    void asksUnderTheSameKeyWhileTheProviderMayStillBeAtWork() {
        capture();
        StripeProcess.fault("POST", "/v1/payment_intents", "504-then-commit", 1);
        say(closed(900, 0, 0));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "StayCharged");
        assertThat(jdbc.sql("select attempt from stay_charge where reservation_id = :id")
                        .param("id", reservation)
                        .query(Integer.class)
                        .single())
                .as("under another key it would act twice")
                .isZero();
    }

    private long debts(String which) {
        return jdbc.sql("select count(*) from debt where reservation_id = :id and " + which)
                .param("id", reservation)
                .query(Long.class)
                .single();
    }

    private long debt() {
        return jdbc.sql("select amount_minor from debt where reservation_id = :id")
                .param("id", reservation)
                .query(Long.class)
                .single();
    }
}
