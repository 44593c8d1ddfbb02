package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.CheckoutAnswer;
import com.parkhold.common.contract.PaymentAuthorized;
import com.parkhold.common.contract.PaymentCaptured;
import com.parkhold.common.contract.ReservationAwaitingPayment;
import com.parkhold.common.contract.ReservationExpired;
import com.parkhold.common.contract.ReservationHoldElapsed;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JourneyIT extends ServiceTest {

    @Test
    void holdsTheAmountWhenPaidAndTakesItWhenConfirmed() {
        CheckoutAnswer checkout = open();
        assertThat(checkout.status()).isEqualTo("CHECKOUT_OPEN");
        pay(checkout, CARD);
        awaitEvents("CheckoutOpened", "PaymentAuthorized");
        assertThat(event(PaymentAuthorized.class).amountMinor()).isEqualTo(PRICE);
        assertThat(booked("PROVIDER_BALANCE")).isZero();
        say(confirmed());
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured");
        assertThat(event(PaymentCaptured.class).amountMinor()).isEqualTo(PRICE);
        assertThat(booked("PROVIDER_BALANCE")).isEqualTo(PRICE);
        assertThat(booked("PARKING_REVENUE")).isEqualTo(-PRICE);
        assertThat(keptAtProvider()).isEqualTo(PRICE);
    }

    @Test
    void answersTheSameCheckoutForTheSameOrder() {
        CheckoutAnswer first = open();
        assertThat(open()).isEqualTo(first);
        assertThat(put(request(PRICE + 1), String.class).getBody()).contains("CHECKOUT_CONFLICT");
        assertThat(events()).containsExactly("CheckoutOpened");
    }

    @Test
    void opensTheCheckoutFromTheEventWhenTheCallNeverCame() {
        say(new ReservationAwaitingPayment(
                reservation,
                LOT,
                driver,
                null,
                "Parking",
                PRICE,
                "USD",
                Instant.now().plusSeconds(600),
                null));
        awaitEvents("CheckoutOpened");
        assertThat(open().paymentUrl()).isNotBlank();
    }

    @Test
    void closesTheCheckoutAtTheProviderWhenTheHoldIsOver() {
        CheckoutAnswer checkout = open();
        say(new ReservationHoldElapsed(reservation, LOT));
        awaitEvents("CheckoutOpened", "CheckoutExpired");
        String id = Objects.requireNonNull(checkout.paymentToken());
        assertThat(StripeProcess.object("checkout/sessions/" + id)
                        .path("status")
                        .asString())
                .isEqualTo("expired");
        say(new ReservationExpired(reservation, LOT, driver, null));
        assertThat(open().paymentToken()).isNull();
    }

    @Test
    void findsThePaymentThatCameJustBeforeTheHoldWasOver() {
        StripeProcess.webhooks("drop");
        pay(open(), CARD);
        say(new ReservationHoldElapsed(reservation, LOT));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(events()).startsWith("CheckoutOpened", "PaymentAuthorized"));
        say(confirmed());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(status()).isEqualTo("CAPTURED"));
        assertThat(events()).doesNotContain("CheckoutExpired");
    }

    @Test
    void neverOpensACheckoutForAHoldThatIsOverAlready() {
        say(new ReservationHoldElapsed(reservation, LOT));
        awaitEvents("CheckoutExpired");
        assertThat(open().status()).isEqualTo("EXPIRED");
        assertThat(open().paymentUrl()).isNull();
    }

    @Test
    void asksTheProviderNowWhenRefreshed() {
        StripeProcess.webhooks("drop");
        pay(open(), CARD);
        assertThat(refresh().status()).isEqualTo("AUTHORIZED");
    }

    @Test
    void failsAConfirmedStayWhoseCardCannotBeCharged() {
        authorize(FAILS_LATER);
        say(confirmed());
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentFailed");
        assertThat(keptAtProvider()).isZero();
    }

    @Test
    void needsNoProviderForAStayThatCostsNothing() {
        put(request(0), CheckoutAnswer.class);
        awaitEvents("PaymentAuthorized");
        say(confirmed());
        awaitEvents("PaymentAuthorized", "PaymentCaptured");
        assertThat(booked("PROVIDER_BALANCE")).isZero();
    }
}
