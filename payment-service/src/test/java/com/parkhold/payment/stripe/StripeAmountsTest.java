package com.parkhold.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.money.Money;
import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hundred times too much, or too little, is what a wrong unit costs. */
class StripeAmountsTest {

    /** As Stripe's page on currencies has it. */
    @ParameterizedTest
    @CsvSource({"USD,18.50,1850", "JPY,500,500", "KWD,5.120,5120", "ISK,5,500", "UGX,5,500", "MGA,5,5"})
    void countsAsStripeDoesBothWays(String currency, BigDecimal price, long number) {
        Money amount = Money.rounded(price, currency);

        assertThat(StripeAmounts.isPayable(amount)).isTrue();
        assertThat(StripeAmounts.of(amount)).isEqualTo(number);
        assertThat(StripeAmounts.money(number, currency.toLowerCase(Locale.ROOT)))
                .isEqualTo(amount);
    }

    @Test
    void takesNoFractionThatStripeDoesNotKnow() {
        assertThat(StripeAmounts.isPayable(new Money(50050, "MGA"))).isFalse();
        assertThat(StripeAmounts.isPayable(new Money(50000, "MGA"))).isTrue();
    }
}
