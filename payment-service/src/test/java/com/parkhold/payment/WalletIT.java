package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.CheckoutAnswer;
import com.parkhold.common.contract.PaymentCaptured;
import com.parkhold.common.contract.Policies.Overstay.Settle;
import com.parkhold.common.contract.ReservationExpired;
import com.parkhold.common.contract.ReservationHoldElapsed;
import com.parkhold.common.contract.SessionClosed;
import com.parkhold.testing.TestIssuer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Credit is used by the next booking, and is the driver's again when nothing comes of that. */
class WalletIT extends ServiceTest {

    @Test
    void lowersWhatTheNextBookingTakesFromTheCard() {
        giveCredit(400);
        CheckoutAnswer checkout = open();
        assertThat(StripeProcess.object("checkout/sessions/" + checkout.paymentToken())
                        .path("amount_total")
                        .asLong())
                .isEqualTo(PRICE - 400);
        assertWallet("0.00", "4.00");
        assertThat(open()).as("the same order again").isEqualTo(checkout);
        assertWallet("0.00", "4.00");

        pay(checkout, CARD);
        say(confirmed());
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured");

        assertThat(event(PaymentCaptured.class).amountMinor()).isEqualTo(PRICE - 400);
        assertThat(keptAtProvider()).isEqualTo(PRICE - 400);
        assertThat(booked("PARKING_REVENUE")).isEqualTo(-PRICE);
        assertThat(booked("DRIVER_CREDIT")).isEqualTo(400);
        assertThat(booked("CREDIT_HELD")).isZero();
        assertWallet("0.00", "0.00");
    }

    @Test
    void givesBackToTheCardWhatCameFromItAndTheRestAsCredit() {
        giveCredit(600);
        capture();
        say(cancelled(PRICE - 200, 200));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "CreditIssued", "RefundIssued");
        assertThat(keptAtProvider()).isZero();
        assertThat(booked("PARKING_REVENUE")).isEqualTo(-200);
        assertWallet("4.00", "0.00");
    }

    @Test
    void needsNoCardWhereCreditPaysEverything() {
        giveCredit(PRICE + 150);
        CheckoutAnswer checkout = open();
        assertThat(checkout.status()).isEqualTo("AUTHORIZED");
        assertThat(checkout.paymentUrl()).isNull();
        say(confirmed());
        awaitEvents("PaymentAuthorized", "PaymentCaptured");
        assertThat(booked("PROVIDER_BALANCE")).isZero();
        assertThat(booked("PARKING_REVENUE")).isEqualTo(-PRICE);
        assertWallet("1.50", "0.00");

        say(cancelled(PRICE, 0));
        awaitEvents("PaymentAuthorized", "PaymentCaptured", "CreditIssued");
        assertWallet("20.00", "0.00");
        assertThat(movements()).startsWith("GIVEN", "SPENT", "HELD", "GIVEN");
    }

    @Test
    void givesCreditBackWhenNobodyPays() {
        giveCredit(400);
        open();
        say(new ReservationHoldElapsed(reservation, LOT));
        awaitEvents("CheckoutOpened", "CheckoutExpired");
        say(new ReservationExpired(reservation, LOT, driver, null));
        assertWallet("4.00", "0.00");
        assertThat(booked("DRIVER_CREDIT")).isZero();
        assertThat(booked("CREDIT_HELD")).isZero();
    }

    @Test
    void givesCreditBackWhenWhatIsHeldIsLetGo() {
        giveCredit(PRICE);
        open();
        awaitEvents("PaymentAuthorized");
        say(cancelled(PRICE, 0));
        awaitEvents("PaymentAuthorized", "PaymentVoided");
        assertWallet("18.50", "0.00");
    }

    @Test
    void leavesTheProviderNoAmountThatItDoesNotTake() {
        giveCredit(PRICE - 1);
        CheckoutAnswer checkout = open();
        assertThat(checkout.status()).isEqualTo("CHECKOUT_OPEN");
        assertWallet("0.49", "18.00");
    }

    @Test
    void showsAWalletToItsOwnerOnly() {
        assertThat(wallet("somebody-else").path("code").asString()).isEqualTo("USER_NOT_FOUND");
        assertThat(wallet(driver).path("balances").isEmpty()).isTrue();
    }

    /** Another booking of the driver's, left early. */
    private void giveCredit(long minor) {
        String earlier = "c-" + reservation;
        CheckoutAnswer checkout = Objects.requireNonNull(http().put()
                .uri("/internal/checkouts/" + earlier)
                .headers(headers -> headers.setBearerAuth(TestIssuer.service()))
                .body(request(3 * PRICE))
                .retrieve()
                .body(CheckoutAnswer.class));
        pay(checkout, CARD);
        say(confirmed(earlier));
        Instant now = Instant.now();
        say(new SessionClosed(
                "s-" + earlier,
                earlier,
                LOT,
                driver,
                null,
                "ABC1234",
                now,
                now,
                3 * PRICE,
                0,
                0,
                minor,
                "USD",
                Settle.CHARGE_CARD,
                List.of()));
        String given = new BigDecimal(minor).movePointLeft(2).toPlainString();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertWallet(given, "0.00"));
    }

    private void assertWallet(String available, String held) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(wallet(driver).path("balances").valueStream())
                        .singleElement()
                        .satisfies(balance -> assertThat(Map.of(
                                        "available",
                                                balance.path("available")
                                                        .decimalValue()
                                                        .setScale(2),
                                        "held",
                                                balance.path("held")
                                                        .decimalValue()
                                                        .setScale(2)))
                                .isEqualTo(
                                        Map.of("available", new BigDecimal(available), "held", new BigDecimal(held)))));
    }

    private List<String> movements() {
        return wallet(driver)
                .path("movements")
                .valueStream()
                .map(line -> line.path("kind").asString())
                .toList();
    }

    private JsonNode wallet(String owner) {
        return http().get()
                .uri("/v1/users/" + owner + "/wallet")
                .headers(headers -> headers.setBearerAuth(TestIssuer.driver(driver)))
                .retrieve()
                .requiredBody(JsonNode.class);
    }
}
