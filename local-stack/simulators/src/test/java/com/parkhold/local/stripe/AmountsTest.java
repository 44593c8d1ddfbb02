package com.parkhold.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AmountsTest {

    @Test
    void saysAmountsAsTheyAreCounted() {
        assertThat(Amounts.inWords(1850, "usd")).isEqualTo("$18.50");
        assertThat(Amounts.inWords(500, "jpy")).endsWith("500");
        assertThat(Amounts.inWords(50000, "isk")).endsWith("500.00");
        assertThat(Amounts.inWords(500, "mga")).endsWith("500");
    }

    @Test
    void takesNoFractionOfWhatHasNone() {
        assertThatThrownBy(() -> Amounts.check(450, "isk", "amount")).isInstanceOf(ApiRefusal.class);
        assertThatCode(() -> Amounts.check(45_000, "isk", "amount")).doesNotThrowAnyException();
    }
}
