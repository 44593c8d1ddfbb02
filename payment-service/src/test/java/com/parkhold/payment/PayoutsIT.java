package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.CheckoutAnswer;
import com.parkhold.common.contract.CheckoutRequest;
import com.parkhold.testing.TestIssuer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each operator is paid out for their own lots, in each lot's own currency. */
class PayoutsIT extends ExitPageTest {

    private final String east = "lot-east-" + reservation;
    private final String west = "lot-west-" + reservation;

    @Test
    void paysEachOperatorForTheirOwnLotsInTheirOwnCurrency() {
        take("e-" + reservation, east, "USD", 1000);
        take("w-" + reservation, west, "EUR", 2500);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(paidOut(TestIssuer.operator("olga", east))).containsExactly(east + " USD 10.00");
            assertThat(paidOut(TestIssuer.operator("otto", west))).containsExactly(west + " EUR 25.00");
            assertThat(paidOut(TestIssuer.operator("both", east, west)))
                    .containsExactlyInAnyOrder(east + " USD 10.00", west + " EUR 25.00");
            assertThat(paidOut(TestIssuer.admin()))
                    .as("what any operator may")
                    .contains(east + " USD 10.00", west + " EUR 25.00");
        });
        assertThat(http().get()
                        .uri("/v1/operator/lots/" + east + "/reports/payouts")
                        .headers(headers -> headers.setBearerAuth(TestIssuer.operator("otto", west)))
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    @Test
    void takesOffWhatWasRefundedPastUsOfALongerStay() {
        take(reservation, east, "USD", 1000);
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured");
        String charge = charge(900);

        StripeProcess.post("refunds", Map.of("payment_intent", charge, "amount", "400"));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(payouts(TestIssuer.operator("olga", east)))
                        .singleElement()
                        .satisfies(line -> {
                            assertThat(line.path("charged").decimalValue()).isEqualByComparingTo("19.00");
                            assertThat(line.path("refunded").decimalValue()).isEqualByComparingTo("4.00");
                        }));
    }

    /** The database refuses the whole statement where it does not know one. */
    @Test
    void countsDaysInEveryZoneThatIsTaken() {
        String[] zones = ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> !zone.startsWith("SystemV/"))
                .toArray(String[]::new);
        assertThat(jdbc.sql("select count(now() at time zone zone) from unnest(:zones) as known (zone)")
                        .param("zones", zones)
                        .query(Integer.class)
                        .single())
                .isEqualTo(zones.length);
    }

    @Test
    void countsWhatWasPaidAtTheExitAndWhatTheBankTookBackOfIt() {
        take(reservation, east, "USD", 1000);
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured");
        ask(900, arrived);
        String checkout = awaitPage();
        StripeProcess.pay(checkout, CARD);
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "StayCharged", "ExitPaid");
        String attempt = StripeProcess.object("checkout/sessions/" + checkout)
                .path("payment_intent")
                .asString();

        StripeProcess.post("refunds", Map.of("payment_intent", attempt, "amount", "200"));
        awaitPayout("19.00", "2.00", "0.00", "1.15", "15.85");
        String dispute = StripeProcess.dispute(attempt);
        awaitPayout("19.00", "2.00", "7.00", "16.15", "-6.15");
        StripeProcess.closeDispute(dispute, true);
        awaitPayout("19.00", "2.00", "0.00", "16.15", "0.85");
    }

    private void awaitPayout(String... amounts) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(payouts(TestIssuer.operator("olga", east)))
                        .singleElement()
                        .satisfies(line -> assertThat(Stream.of("charged", "refunded", "disputed", "fees", "net")
                                        .map(column -> line.path(column)
                                                .decimalValue()
                                                .setScale(2)
                                                .toPlainString()))
                                .containsExactly(amounts)));
    }

    private List<String> paidOut(String token) {
        return payouts(token)
                .map(line -> "%s %s %s"
                        .formatted(
                                line.path("lotId").asString(),
                                line.path("currency").asString(),
                                new BigDecimal(line.path("charged").asString()).setScale(2)))
                .toList();
    }

    private Stream<JsonNode> payouts(String token) {
        return Objects.requireNonNull(http().get()
                        .uri("/v1/payments/payouts")
                        .headers(headers -> headers.setBearerAuth(token))
                        .retrieve()
                        .body(JsonNode.class))
                .path("payouts")
                .valueStream();
    }

    private void take(String id, String lotId, String currency, long minor) {
        CheckoutAnswer checkout = Objects.requireNonNull(http().put()
                .uri("/internal/checkouts/" + id)
                .headers(headers -> headers.setBearerAuth(TestIssuer.service()))
                .body(new CheckoutRequest(
                        lotId,
                        driver,
                        null,
                        "Parking",
                        minor,
                        currency,
                        Instant.now().plusSeconds(600),
                        null))
                .retrieve()
                .body(CheckoutAnswer.class));
        pay(checkout, CARD);
        say(confirmed(id));
    }
}
