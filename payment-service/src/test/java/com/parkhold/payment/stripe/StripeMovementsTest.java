package com.parkhold.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.payment.sweep.ProviderBooks.Movement;
import com.stripe.model.BalanceTransaction;
import com.stripe.net.ApiResource;
import org.junit.jupiter.api.Test;

/** What drivers paid in one currency and Stripe keeps for us in another. */
class StripeMovementsTest {

    @Test
    void readsInTheDriversCurrencyWhatIsKeptInAnother() {
        Movement charged = read(1234, 66, "usd", """
                {"id":"ch_1","object":"charge","payment_intent":"pi_1","amount_captured":1000,"currency":"eur"}""");

        assertThat(charged.providerObject()).isEqualTo("pi_1");
        assertThat(charged.currency()).isEqualTo("EUR");
        assertThat(charged.amountMinor()).isEqualTo(1000);
        assertThat(charged.feeMinor()).as("66 of 1234").isEqualTo(53);
    }

    @Test
    void readsWhatWentBackAsLess() {
        String refund = """
                {"id":"re_1","object":"refund","payment_intent":"pi_1","amount":400,"currency":"eur"}""";

        assertThat(read(-500, 0, "usd", refund).amountMinor()).isEqualTo(-400);
        assertThat(read(510, 0, "usd", refund).amountMinor()).as("it failed").isEqualTo(400);
    }

    @Test
    void readsTheLineItselfWhereNothingWasExchanged() {
        Movement disputed = read(-900, 1500, "eur", """
                {"id":"du_1","object":"dispute","payment_intent":"pi_1","amount":1000,"currency":"eur"}""");

        assertThat(disputed.amountMinor()).isEqualTo(-900);
        assertThat(disputed.feeMinor()).isEqualTo(1500);
    }

    @Test
    void countsInMinorUnits() {
        Movement charged = read(450000, 13080, "isk", """
                {"id":"ch_1","object":"charge","payment_intent":"pi_1","amount_captured":450000,"currency":"isk"}""");

        assertThat(charged.amountMinor()).isEqualTo(4500);
        assertThat(charged.feeMinor()).isEqualTo(131);
    }

    private static Movement read(long amount, long fee, String currency, String source) {
        return StripeMovements.movement(
                ApiResource.GSON.fromJson("""
                        {"id":"txn_1","object":"balance_transaction","amount":%d,"fee":%d,"currency":"%s","created":1,"source":%s}""".formatted(amount, fee, currency, source), BalanceTransaction.class));
    }
}
