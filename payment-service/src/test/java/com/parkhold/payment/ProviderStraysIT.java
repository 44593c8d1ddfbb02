package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What could move money at the provider, or did, and is nobody's here. */
class ProviderStraysIT extends ReportedTest {

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
        assertThat(balance().path("balances").valueStream())
                .filteredOn(line -> line.path("currency").asString().equals("USD"))
                .allSatisfy(line ->
                        assertThat(line.path("unexplained").decimalValue()).isPositive())
                .hasSize(1);

        String refund = StripeProcess.post("refunds", Map.of("payment_intent", stray))
                .path("id")
                .asString();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(balance().path("exceptions").valueStream())
                        .extracting(found -> found.path("subject").asString())
                        .as("it went back")
                        .doesNotContain(stray, refund));
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

    private static String attemptStatus(String id) {
        return StripeProcess.object("payment_intents/" + id).path("status").asString();
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
}
