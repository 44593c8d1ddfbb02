package com.parkhold.common.money;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.money.PaymentMethod.Timing;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentMethodTest {

    @Test
    void isFoundByItsNameAtTheProvider() {
        assertThat(PaymentMethod.of("afterpay_clearpay")).contains(PaymentMethod.AFTERPAY_CLEARPAY);
        assertThat(PaymentMethod.of("cowrie_shells")).isEmpty();
        assertThat(Arrays.stream(PaymentMethod.values()).map(PaymentMethod::wireName))
                .doesNotHaveDuplicates();
    }

    @Test
    void saysWhichCurrenciesItTakes() {
        assertThat(PaymentMethod.IDEAL.takes("EUR")).isTrue();
        assertThat(PaymentMethod.IDEAL.takes("USD")).isFalse();
        assertThat(PaymentMethod.CARD.takes("USD")).isTrue();
    }

    @Test
    void saysWhenItsMoneyMoves() {
        assertThat(PaymentMethod.KLARNA.timing()).isEqualTo(Timing.HELD_FIRST);
        assertThat(PaymentMethod.BLIK.timing()).isEqualTo(Timing.TAKEN_AT_ONCE);
        assertThat(PaymentMethod.SEPA_DEBIT.timing()).isEqualTo(Timing.TAKES_DAYS);
    }

    @Test
    void namesRealCurrenciesOnly() {
        List<String> real = Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .toList();
        assertThat(PaymentMethod.values())
                .allSatisfy(method ->
                        assertThat(real.stream().filter(method::takes)).isNotEmpty());
    }
}
