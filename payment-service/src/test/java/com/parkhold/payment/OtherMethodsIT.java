package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.CheckoutAnswer;
import com.parkhold.common.contract.CheckoutRequest;
import com.parkhold.common.contract.ReservationCancelled;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lots whose drivers may pay with something else than a card. */
class OtherMethodsIT extends ServiceTest {

    @Test
    void takesAtOnceWhereAMethodCannotHoldAndGivesBackWhatIsNotWanted() {
        String checkout = openFor("ideal", "card");
        assertThat(StripeProcess.payBy(checkout, "ideal")).isLessThan(400);
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured");

        say(new ReservationCancelled(reservation, LOT, driver, null, PRICE, 0, "EUR", driver, "CHANGED_MIND"));

        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "RefundIssued");
        assertThat(keptAtProvider()).isZero();
        assertThat(booked("PROVIDER_BALANCE")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ideal", "wechat_pay"})
    void isPaidWhereNoCardIsOffered(String method) {
        String checkout = openFor(method);
        assertThat(offered(checkout)).containsExactly(method);

        StripeProcess.payBy(checkout, method);

        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured");
    }

    @Test
    void chargesNothingLaterThatIsNoCard() {
        StripeProcess.payBy(openFor("card", "ideal"), "ideal");
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured");
        say(confirmed());

        say(closed("EUR", PRICE, 900, 0, 0));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(jdbc.sql("select reason from debt where reservation_id = :id")
                                .param("id", reservation)
                                .query((row, _) -> row.getString(1))
                                .list())
                        .containsExactly("NO_STORED_CARD"));
    }

    @Test
    void keepsTheCardOfWhoeverPaidWithOne() {
        StripeProcess.pay(openFor("card", "ideal"), CARD);
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured");
        say(confirmed());

        say(closed("EUR", PRICE, 900, 0, 0));

        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "StayCharged");
    }

    @Test
    void holdsFirstWhereEveryMethodCan() {
        String checkout = openFor("card", "klarna");
        StripeProcess.payBy(checkout, "klarna");
        awaitEvents("CheckoutOpened", "PaymentAuthorized");

        say(confirmed());

        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured");
        assertThat(keptAtProvider()).isEqualTo(PRICE);
    }

    @Test
    void offersCardsWhereNothingThatIsNamedCanBeUsed() {
        assertThat(offered(openFor("shells", "sepa_debit"))).containsExactly("card");
    }

    private String openFor(String... methods) {
        CheckoutRequest usual = request(PRICE);
        CheckoutRequest request = new CheckoutRequest(
                usual.lotId(),
                usual.userId(),
                usual.email(),
                usual.description(),
                usual.amountMinor(),
                "EUR",
                usual.holdExpiresAt(),
                List.of(methods));
        @Nullable CheckoutAnswer answer = put(request, CheckoutAnswer.class).getBody();
        return Objects.requireNonNull(Objects.requireNonNull(answer).paymentToken());
    }

    private static List<String> offered(String checkout) {
        return StripeProcess.object("checkout/sessions/" + checkout)
                .path("payment_method_types")
                .valueStream()
                .map(type -> type.asString())
                .toList();
    }
}
