package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A booking of which somebody gives money back in the provider's dashboard. */
abstract class PastUsTest extends ReportedTest {

    String refundPastUs(String amount) {
        return StripeProcess.post("refunds", Map.of("payment_intent", intent(), "amount", amount))
                .path("id")
                .asString();
    }

    void sayCancelledFor(long fee) {
        say(cancelled(PRICE - fee, fee));
    }

    /** What went from here to the card. */
    List<Long> sentBack() {
        return jdbc.sql("select amount_minor from refund where reservation_id = :id and amount_minor > 0")
                .param("id", reservation)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    void awaitRefund(String status) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refunds()).containsExactly(status));
    }
}
