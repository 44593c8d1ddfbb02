package com.parkhold.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.money.PaymentMethod;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StripeCheckoutsTest {

    @ParameterizedTest
    @EnumSource
    void knowsEveryMethodByStripesOwnName(PaymentMethod method) {
        assertThat(StripeCheckouts.typeOf(method).name())
                .isEqualTo(method.wireName().toUpperCase(Locale.ROOT));
    }
}
