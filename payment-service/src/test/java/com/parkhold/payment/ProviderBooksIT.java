package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.testing.TestIssuer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What happens at the provider without us is found, booked or shown. */
class ProviderBooksIT extends ReportedTest {

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
    void tellsNobodyToPayWhatTheBankTookBackForTheDriver() {
        capture();
        String dispute = StripeProcess.dispute(intent());
        awaitBooked("DISPUTED", PRICE);

        say(cancelled(PRICE, 0));

        String refund = reservation + "-cancellation";
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(exceptions())
                        .contains("REFUND_DISPUTED " + refund)
                        .doesNotContain("REFUND_FAILED " + refund));
        StripeProcess.closeDispute(dispute, true);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(exceptions()).contains("REFUND_FAILED " + refund));
    }

    @Test
    void booksARefundThatWasMadeWithoutUsAndNeverGivesThatPartBackAgain() {
        capture();
        StripeProcess.post("refunds", Map.of("payment_intent", intent(), "amount", "600"));
        awaitBooked("PROVIDER_BALANCE", PRICE - 600);

        say(cancelled(PRICE, 0));
        awaitBooked("PROVIDER_BALANCE", 0);
        assertThat(keptAtProvider()).isZero();
    }

    @Test
    void showsARefundUnderWayThatNobodyHereAskedForAndBooksItOnceItMovesMoney() {
        capture(REFUNDED_SLOWLY);
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
        say(cancelled(PRICE, 0));
        awaitBooked("PROVIDER_BALANCE", 0);

        StripeProcess.failRefund(jdbc.sql("select provider_id from refund where reservation_id = :id")
                .param("id", reservation)
                .query(String.class)
                .single());
        awaitBooked("PROVIDER_BALANCE", PRICE);
        assertThat(exceptions()).contains("REFUND_FAILED " + reservation + "-cancellation");
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

    @Test
    void creditsNothingThatABankTookBackUntilTheDisputeIsWon() {
        capture();
        String dispute = StripeProcess.dispute(intent());
        awaitBooked("DISPUTED", PRICE);
        say(closed(0, 0, 400));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refunds()).containsExactly("DROPPED"));
        assertThat(booked("DRIVER_CREDIT")).isZero();

        StripeProcess.closeDispute(dispute, true);
        awaitBooked("DRIVER_CREDIT", -400);
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
}
