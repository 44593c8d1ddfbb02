package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.contract.ReservationAwaitingPayment;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseEntity;

class HostileProviderIT extends ServiceTest {

    @ParameterizedTest
    @ValueSource(strings = {"500", "500-after-commit", "timeout-after-commit", "429"})
    void opensOneCheckoutForTheDriverWhateverTheFirstCallCameTo(String fault) {
        StripeProcess.fault("POST", "/v1/checkout/sessions", fault, 2);
        ResponseEntity<String> first = put(request(PRICE), String.class);
        assertThat(first.getStatusCode().value()).isIn(200, 503);
        say(new ReservationAwaitingPayment(
                reservation,
                LOT,
                driver,
                "alice@parkhold.example",
                "Parking",
                PRICE,
                "USD",
                Instant.now().plusSeconds(600),
                null));
        awaitEvents("CheckoutOpened");
        pay(open(), CARD);
        awaitEvents("CheckoutOpened", "PaymentAuthorized");
    }

    @ParameterizedTest
    @CsvSource({
        "500, /v1/payment_intents",
        "500-after-commit, /v1/payment_intents",
        "timeout-after-commit, /v1/payment_intents",
        "500, /v1/refunds",
        "500-after-commit, /v1/refunds",
        "timeout-after-commit, /v1/refunds"
    })
    void takesOnceAndRefundsOnceWhateverACallCameTo(String fault, String path) {
        authorize(CARD);
        StripeProcess.fault("POST", path, fault, 2);
        say(confirmed());
        say(cancelled(PRICE - 200, 200));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued");
        assertThat(keptAtProvider()).isEqualTo(200);
        assertThat(booked("PROVIDER_BALANCE")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"duplicate", "reorder", "delay", "drop"})
    void learnsOfEveryPaymentHoweverItsWebhooksCome(String mode) {
        StripeProcess.webhooks(mode);
        authorize(CARD);
        say(confirmed());
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured");
        assertThat(keptAtProvider()).isEqualTo(PRICE);
    }

    @Test
    void changesNothingWhenOldWebhooksComeAfterTheEnd() {
        StripeProcess.webhooks("hold");
        capture();
        StripeProcess.release();
        StripeProcess.webhooks("duplicate");
        say(cancelled(PRICE, 0));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued");
        assertThat(keptAtProvider()).isZero();
    }

    @Test
    void noticesACheckoutThatEndedByItself() {
        StripeProcess.webhooks("drop");
        StripeProcess.expire(Objects.requireNonNull(open().paymentToken()));
        awaitEvents("CheckoutOpened", "CheckoutExpired");
    }
}
