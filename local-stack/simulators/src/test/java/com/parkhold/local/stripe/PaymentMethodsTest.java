package com.parkhold.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundCreateParams;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is no card is offered, refused, paid with and refunded as Stripe does it. */
class PaymentMethodsTest extends StripeTest {

    private static final String ON_THE_WEB = "&payment_method_options[wechat_pay][client]=web";

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "ideal, eur",
        "bancontact, eur",
        "eps, eur",
        "p24, pln",
        "blik, pln",
        "twint, chf",
        "alipay, usd",
        "wechat_pay, usd"
    })
    void takesAtOnceWhatCannotBeHeld(String type, String currency) throws Exception {
        assertThat(ask(type, currency, "manual", "")
                        .path("error")
                        .path("message")
                        .asString())
                .contains(type, "manual");
        String options = type.equals("wechat_pay") ? ON_THE_WEB : "";
        JsonNode open = ask("card," + type, currency, "automatic", options);
        assertThat(stripe.open(open.path("url").asString()).body()).contains("value=\"" + type + "\"");

        assertThat(stripe.payBy(type, open.path("url").asString(), true).statusCode())
                .isEqualTo(303);

        Session paid = stripe.client()
                .v1()
                .checkout()
                .sessions()
                .retrieve(open.path("id").asString());
        assertThat(paid.getPaymentStatus()).isEqualTo("paid");
        PaymentIntent intent = stripe.client()
                .v1()
                .paymentIntents()
                .retrieve(
                        paid.getPaymentIntent(),
                        PaymentIntentRetrieveParams.builder()
                                .addExpand("payment_method")
                                .addExpand("latest_charge")
                                .build());
        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getPaymentMethodTypes()).containsExactly("card", type);
        assertThat(intent.getPaymentMethodObject().getType()).isEqualTo(type);
        assertThat(intent.getLatestChargeObject().getPaymentMethodDetails().getType())
                .isEqualTo(type);
        Refund refund = stripe.client()
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent.getId())
                        .build());
        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThat(refund.getDestinationDetails().getCard()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"klarna, usd", "afterpay_clearpay, usd", "cashapp, usd", "mobilepay, sek", "paypal, eur", "link, usd"})
    void holdsFirstWhatCanBeHeld(String type, String currency) throws Exception {
        JsonNode open = ask(type, currency, "manual", "");

        stripe.payBy(type, open.path("url").asString(), true);

        Session paid = stripe.client()
                .v1()
                .checkout()
                .sessions()
                .retrieve(open.path("id").asString());
        assertThat(stripe.client()
                        .v1()
                        .paymentIntents()
                        .capture(paid.getPaymentIntent())
                        .getStatus())
                .isEqualTo("succeeded");
    }

    @Test
    void keepsTheCardAloneOfSeveral() throws Exception {
        String keptForAll = "&payment_intent_data[setup_future_usage]=off_session";
        assertThat(ask("card,ideal", "eur", "automatic", keptForAll)
                        .path("error")
                        .path("param")
                        .asString())
                .isEqualTo("setup_future_usage");
        String keptForCards = "&customer_creation=always&payment_method_options[card][setup_future_usage]=off_session";
        JsonNode byCard = ask("card,ideal", "eur", "automatic", keptForCards);
        JsonNode byBank = ask("card,ideal", "eur", "automatic", keptForCards);

        stripe.pay(byCard.path("url").asString(), "4242424242424242");
        stripe.payBy("ideal", byBank.path("url").asString(), true);

        assertThat(ownerOfMethod(byCard)).isNotNull();
        assertThat(ownerOfMethod(byBank)).isNull();
    }

    private String ownerOfMethod(JsonNode session) throws Exception {
        Session paid = stripe.client()
                .v1()
                .checkout()
                .sessions()
                .retrieve(session.path("id").asString());
        PaymentIntent intent = stripe.client().v1().paymentIntents().retrieve(paid.getPaymentIntent());
        return stripe.client()
                .v1()
                .paymentMethods()
                .retrieve(intent.getPaymentMethod())
                .getCustomer();
    }

    @Test
    void leavesTheSessionOpenWhereItsOwnerDoesNotApprove() throws Exception {
        JsonNode open = ask("card,ideal", "eur", "automatic", "");

        HttpResponse<String> refused = stripe.payBy("ideal", open.path("url").asString(), false);

        assertThat(refused.statusCode()).isEqualTo(402);
        PaymentIntent failed = (PaymentIntent) stripe.receiver()
                .await("payment_intent.payment_failed")
                .getDataObjectDeserializer()
                .getObject()
                .orElseThrow();
        assertThat(failed.getLastPaymentError().getCode()).isEqualTo("payment_method_customer_decline");
        assertThat(stripe.payBy("ideal", open.path("url").asString(), true).statusCode())
                .isEqualTo(303);
    }

    @Test
    void asksOnWhichClientWechatPayIsShown() throws Exception {
        assertThat(ask("wechat_pay", "usd", "automatic", "")
                        .path("error")
                        .path("param")
                        .asString())
                .isEqualTo("payment_method_options[wechat_pay][client]");
        assertThat(ask("card", "usd", "automatic", ON_THE_WEB)
                        .path("error")
                        .path("param")
                        .asString())
                .isEqualTo("payment_method_options[wechat_pay]");
        assertThat(ask("wechat_pay", "usd", "automatic", ON_THE_WEB)
                        .path("payment_method_options")
                        .path("wechat_pay")
                        .path("client")
                        .asString())
                .isEqualTo("web");
    }

    @Test
    void refusesWhatIsNotOfferedOrOfAnotherCurrency() throws Exception {
        assertThat(ask("ideal", "usd", "automatic", "")
                        .path("error")
                        .path("message")
                        .asString())
                .isEqualTo("Invalid currency: usd. The payment method `ideal` only supports the following currencies:"
                        + " eur.");
        assertThat(ask("shells", "usd", "automatic", "")
                        .path("error")
                        .path("param")
                        .asString())
                .isEqualTo("payment_method_types");
        JsonNode cards = ask("card", "eur", "automatic", "");
        assertThat(stripe.payBy("ideal", cards.path("url").asString(), true).statusCode())
                .isEqualTo(402);
    }

    @Test
    void chargesACardOnlyWhereCardsAreOffered() {
        assertThatThrownBy(() -> stripe.client()
                        .v1()
                        .paymentIntents()
                        .create(com.stripe.param.PaymentIntentCreateParams.builder()
                                .setAmount(900L)
                                .setCurrency("eur")
                                .addPaymentMethodType("ideal")
                                .setPaymentMethod("pm_card_visa")
                                .build()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refusal -> assertThat(refusal.getParam()).isEqualTo("payment_method"));
    }

    private JsonNode ask(String types, String currency, String capture, String more) throws Exception {
        StringBuilder form = new StringBuilder("mode=payment&success_url=https%3A%2F%2Fparkhold.example"
                + "&line_items[0][quantity]=1&line_items[0][price_data][unit_amount]=1850"
                + "&line_items[0][price_data][product_data][name]=Spot&line_items[0][price_data][currency]=" + currency
                + "&payment_intent_data[capture_method]=" + capture + more);
        for (String type : types.split(",", -1)) {
            form.append("&payment_method_types[]=").append(type);
        }
        return Json.parse(stripe.send(stripe.form("/v1/checkout/sessions", form.toString()))
                .body());
    }
}
