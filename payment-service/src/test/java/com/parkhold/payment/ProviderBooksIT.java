package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.ReservationCancelled;
import com.parkhold.testing.TestIssuer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What happens at the provider without us is found, booked or shown. */
class ProviderBooksIT extends ServiceTest {

    /** Its refunds are pending at first. */
    private static final String REFUNDED_SLOWLY = "4000000000007726";

    @Test
    void booksADisputeAndShowsItUntilItIsWon() {
        capture();
        String dispute = StripeProcess.dispute(intent());

        awaitBooked("DISPUTED", PRICE);
        assertThat(exceptions()).contains("DISPUTE_OPEN " + dispute);

        StripeProcess.closeDispute(dispute, true);
        awaitBooked("DISPUTED", 0);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(exceptions()).doesNotContain("DISPUTE_OPEN " + dispute));
    }

    @Test
    void keepsALostDisputeInSight() {
        capture();
        String dispute = StripeProcess.dispute(intent());
        StripeProcess.closeDispute(dispute, false);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(exceptions()).contains("DISPUTE_LOST " + dispute));
        awaitBooked("PROVIDER_BALANCE", 0);
    }

    @Test
    void booksARefundThatWasMadeWithoutUsAndNeverGivesThatPartBackAgain() {
        capture();
        StripeProcess.post("refunds", Map.of("payment_intent", intent(), "amount", "600"));
        awaitBooked("PROVIDER_BALANCE", PRICE - 600);

        say(new ReservationCancelled(reservation, LOT, driver, null, PRICE, 0, "USD", driver, "CHANGED_MIND"));
        awaitBooked("PROVIDER_BALANCE", 0);
        assertThat(keptAtProvider()).isZero();
    }

    @Test
    void showsARefundUnderWayThatNobodyHereAskedForAndBooksItOnceItMovesMoney() {
        authorize(REFUNDED_SLOWLY);
        say(confirmed());
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured");
        String refund = StripeProcess.post("refunds", Map.of("payment_intent", intent(), "amount", "600"))
                .path("id")
                .asString();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(balance().path("exceptions").valueStream())
                        .anySatisfy(found -> {
                            assertThat(found.path("kind").asString()).isEqualTo("UNKNOWN_REFUND");
                            assertThat(found.path("subject").asString()).isEqualTo(refund);
                            assertThat(found.path("amount").decimalValue()).isEqualByComparingTo("6.00");
                            assertThat(found.path("whatToDo").asString()).isNotBlank();
                        }));

        StripeProcess.settleRefund(refund);
        awaitBooked("PROVIDER_BALANCE", PRICE - 600);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(unknown()).doesNotContain("UNKNOWN_REFUND " + refund));
    }

    @Test
    void showsARefundThatCameBackAndBooksIt() {
        capture();
        say(new ReservationCancelled(reservation, LOT, driver, null, PRICE, 0, "USD", driver, "CHANGED_MIND"));
        awaitBooked("PROVIDER_BALANCE", 0);

        StripeProcess.failRefund(jdbc.sql("select provider_id from refund where reservation_id = :id")
                .param("id", reservation)
                .query(String.class)
                .single());
        awaitBooked("PROVIDER_BALANCE", PRICE);
        assertThat(exceptions()).contains("REFUND_FAILED " + reservation + "-cancellation");
    }

    @Test
    void letsGoOfMoneyThatIsHeldUnderOurNameForNobody() {
        String stray = StripeProcess.post("payment_intents", strayCharge("manual"))
                .path("id")
                .asString();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(StripeProcess.object("payment_intents/" + stray)
                                .path("status")
                                .asString())
                        .isEqualTo("canceled"));
    }

    @Test
    void goesOnWithTheOthersWhereOneCannotBeEnded() {
        String stuck = StripeProcess.post("payment_intents", strayCharge("manual"))
                .path("id")
                .asString();
        StripeProcess.fault("POST", "/v1/payment_intents/" + stuck + "/cancel", "500", 1_000);
        String other = StripeProcess.post("payment_intents", strayCharge("manual"))
                .path("id")
                .asString();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(attemptStatus(other)).isEqualTo("canceled"));
        assertThat(attemptStatus(stuck)).isEqualTo("requires_capture");

        StripeProcess.healthy();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(attemptStatus(stuck)).isEqualTo("canceled"));
    }

    @Test
    void showsNoMoreWhatTheProviderKnowsNoMore() {
        String forgotten = "cs_test_" + reservation;
        jdbc.sql("""
                insert into provider_stray (id, kind, amount_minor, currency, since, seen_at)
                values (:id, 'CHECKOUT', 900, 'USD', now(), now())""").param("id", forgotten).update();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(unknown()).doesNotContain("UNKNOWN_CHECKOUT " + forgotten));
    }

    private static String attemptStatus(String id) {
        return StripeProcess.object("payment_intents/" + id).path("status").asString();
    }

    @Test
    void showsMoneyThatNobodyKnowsAsUnexplained() {
        String stray = StripeProcess.post("payment_intents", strayCharge("automatic"))
                .path("id")
                .asString();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(balance().path("exceptions").valueStream())
                        .anySatisfy(found -> {
                            assertThat(found.path("subject").asString()).isEqualTo(stray);
                            assertThat(found.path("kind").asString()).isEqualTo("UNKNOWN_TO_US");
                            assertThat(found.path("whatToDo").asString()).isNotBlank();
                        }));
        assertThat(balance().path("balances").get(0).path("unexplained").decimalValue())
                .isPositive();

        StripeProcess.post("refunds", Map.of("payment_intent", stray));
    }

    @Test
    void closesAPageThatIsOpenUnderAReservationsNameAndIsNotItsOwn() {
        open();
        Map<String, String> page = new HashMap<>(foreignPage());
        page.put("metadata[reservation_id]", reservation);
        page.put("metadata[purpose]", "BOOKING");
        String stray = StripeProcess.post("checkout/sessions", page).path("id").asString();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(checkoutStatus(stray)).isEqualTo("expired"));
        assertThat(checkoutStatus(Objects.requireNonNull(open().paymentToken())))
                .isEqualTo("open");
    }

    @Test
    void showsWhatCouldMoveMoneyAndIsNobodysUntilItIsGone() {
        Map<String, String> held = new HashMap<>(strayCharge("manual"));
        held.remove("metadata[reservation_id]");
        String attempt = StripeProcess.post("payment_intents", held).path("id").asString();
        String page = StripeProcess.post("checkout/sessions", foreignPage())
                .path("id")
                .asString();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(unknown()).contains("UNKNOWN_ATTEMPT " + attempt, "UNKNOWN_CHECKOUT " + page));

        StripeProcess.post("payment_intents/" + attempt + "/cancel", Map.of());
        StripeProcess.post("checkout/sessions/" + page + "/expire", Map.of());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(unknown()).doesNotContain("UNKNOWN_ATTEMPT " + attempt, "UNKNOWN_CHECKOUT " + page));
    }

    private static Map<String, String> foreignPage() {
        return Map.of(
                "mode", "payment",
                "success_url", "https://elsewhere.example",
                "line_items[0][quantity]", "1",
                "line_items[0][price_data][currency]", "usd",
                "line_items[0][price_data][unit_amount]", "900",
                "line_items[0][price_data][product_data][name]", "Something else");
    }

    private static String checkoutStatus(String id) {
        return StripeProcess.object("checkout/sessions/" + id).path("status").asString();
    }

    private List<String> unknown() {
        return balance()
                .path("exceptions")
                .valueStream()
                .map(found -> found.path("kind").asString() + " "
                        + found.path("subject").asString())
                .toList();
    }

    @Test
    void countsADisputeInTheLotsReportUntilItIsWon() {
        BigDecimal before = report("disputed");
        capture();
        BigDecimal net = report("net");
        String dispute = StripeProcess.dispute(intent());
        awaitBooked("DISPUTED", PRICE);
        assertThat(report("disputed")).isEqualByComparingTo(before.add(new BigDecimal("18.50")));
        assertThat(report("net")).isEqualByComparingTo(net.subtract(new BigDecimal("18.50")));

        StripeProcess.closeDispute(dispute, true);
        awaitBooked("DISPUTED", 0);
        assertThat(report("net")).isEqualByComparingTo(net);
    }

    private BigDecimal report(String column) {
        return get("/v1/operator/lots/" + LOT + "/reports", TestIssuer.operator("olga", LOT))
                .path("totals")
                .valueStream()
                .filter(total -> total.path("currency").asString().equals("USD"))
                .map(total -> total.path(column).decimalValue())
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    @Test
    void paysOutWhatWasTakenLessTheProvidersFees() {
        capture();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode payouts = get("/v1/operator/lots/" + LOT + "/reports/payouts", TestIssuer.operator("olga", LOT))
                    .path("payouts");
            assertThat(payouts.isEmpty()).isFalse();
            JsonNode day = payouts.get(payouts.size() - 1);
            assertThat(day.path("net").decimalValue())
                    .isEqualByComparingTo(day.path("charged")
                            .decimalValue()
                            .subtract(day.path("refunded").decimalValue())
                            .subtract(day.path("disputed").decimalValue())
                            .subtract(day.path("fees").decimalValue())
                            .subtract(day.path("creditGiven").decimalValue())
                            .add(day.path("creditSpent").decimalValue()));
            assertThat(day.path("fees").decimalValue()).isPositive();
        });
    }

    private static Map<String, String> strayCharge(String captureMethod) {
        return Map.of(
                "amount",
                "777",
                "currency",
                "usd",
                "payment_method",
                "pm_card_visa",
                "confirm",
                "true",
                "capture_method",
                captureMethod,
                "metadata[reservation_id]",
                "r-stray",
                "metadata[lot_id]",
                LOT);
    }

    private String intent() {
        return jdbc.sql("select intent_id from payment where reservation_id = :id")
                .param("id", reservation)
                .query(String.class)
                .single();
    }

    private void awaitBooked(String account, long minor) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(booked(account)).isEqualTo(minor));
    }

    private List<String> exceptions() {
        return get("/v1/operator/lots/" + LOT + "/reports/exceptions", TestIssuer.operator("olga", LOT))
                .path("exceptions")
                .valueStream()
                .map(found -> found.path("kind").asString() + " "
                        + found.path("subject").asString())
                .toList();
    }

    private JsonNode balance() {
        return get("/v1/payments/balance", TestIssuer.admin());
    }

    private JsonNode get(String path, String token) {
        return Objects.requireNonNull(http().get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .retrieve()
                .body(JsonNode.class));
    }
}
