package com.parkhold.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.annotations.SerializedName;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.LineItem;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Price;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShapesTest {
    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("checkout.session", Session.class),
                Arguments.of("payment_intent", PaymentIntent.class),
                Arguments.of("charge", Charge.class),
                Arguments.of("refund", Refund.class),
                Arguments.of("balance_transaction", BalanceTransaction.class),
                Arguments.of("event", Event.class),
                Arguments.of("customer", Customer.class),
                Arguments.of("payment_method", PaymentMethod.class),
                Arguments.of("dispute", Dispute.class),
                Arguments.of("item", LineItem.class),
                Arguments.of("price", Price.class));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void hasNoFieldThatStripesLibraryDoesNotKnow(String kind, Class<?> model) {
        Set<String> known = Arrays.stream(model.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(ShapesTest::nameOf)
                .collect(Collectors.toSet());

        assertThat(known).containsAll(Json.shape(kind).propertyNames());
    }

    /** What Stripe's own description of its API requires of each object: other client libraries insist on it. */
    @ParameterizedTest
    @CsvSource({
        "checkout.session, automatic_tax created custom_fields custom_text expires_at id livemode mode object"
                + " payment_method_types payment_status shipping_options",
        "payment_intent, amount capture_method confirmation_method created currency id livemode object"
                + " payment_method_types status",
        "charge, amount amount_captured amount_refunded billing_details captured created currency disputed id livemode"
                + " metadata object paid refunded status",
        "refund, amount created currency id object",
        "balance_transaction, amount available_on created currency fee fee_details id net object reporting_category"
                + " status type",
        "event, created data id livemode object pending_webhooks type",
        "customer, created id livemode object",
        "payment_method, billing_details created id livemode object type",
        "dispute, amount balance_transactions charge created currency enhanced_eligibility_types evidence"
                + " evidence_details id is_charge_refundable livemode metadata object reason status"
    })
    void hasEveryFieldThatStripeRequires(String kind, String required) {
        assertThat(Json.shape(kind).propertyNames()).contains(required.split(" ", -1));
    }

    private static String nameOf(Field field) {
        return Optional.ofNullable(field.getAnnotation(SerializedName.class))
                .map(SerializedName::value)
                .orElseGet(() -> FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES.translateName(field));
    }
}
