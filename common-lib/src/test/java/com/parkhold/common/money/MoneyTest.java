package com.parkhold.common.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void writesDecimalsOfTheCurrency() {
        assertThat(new Money(1850, "USD").decimal()).isEqualTo(new BigDecimal("18.50"));
        assertThat(new Money(500, "JPY").decimal()).isEqualTo(new BigDecimal("500"));
        assertThat(new Money(1500, "KWD").decimal()).isEqualTo(new BigDecimal("1.500"));
    }

    @Test
    void roundsWhatIsFinerThanTheMinorUnitHalfUp() {
        assertThat(Money.rounded(new BigDecimal("18.50"), "USD")).isEqualTo(new Money(1850, "USD"));
        assertThat(Money.rounded(new BigDecimal("1.005"), "USD")).isEqualTo(new Money(101, "USD"));
        assertThat(Money.rounded(new BigDecimal("1.0049"), "USD")).isEqualTo(new Money(100, "USD"));
    }

    @Test
    void refusesToMixCurrencies() {
        Money dollars = new Money(1, "USD");
        Money euros = new Money(1, "EUR");
        assertThatThrownBy(() -> dollars.plus(euros)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neverGivesBackMoreThanTheWholeBySharing() {
        Money paid = new Money(1000, "USD");
        assertThat(paid.share(1, 3)).isEqualTo(new Money(333, "USD"));
        assertThat(paid.share(1, 3).plus(paid.share(2, 3)).minor()).isLessThanOrEqualTo(1000);
        assertThat(paid.share(new BigDecimal("0.50"))).isEqualTo(new Money(500, "USD"));
    }
}
