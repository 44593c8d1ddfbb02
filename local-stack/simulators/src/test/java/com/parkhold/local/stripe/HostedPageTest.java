package com.parkhold.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Dispute;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import com.stripe.param.RefundCreateParams;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostedPageTest extends StripeTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "4242424242424241, 12/34, 123, Your card number is incorrect.",
                "4242424242424242, 13/34, 123, Your card's expiration date is incomplete.",
                "4242424242424242, 12/20, 123, Your card's expiration date is in the past.",
                "4242424242424242, 12/34, 1, Your card's security code is incomplete.",
                "4000000000009995, 12/34, 123, Your card has insufficient funds.",
                "4000000000009987, 12/34, 123, Your card was declined.",
                "4000000000009979, 12/34, 123, Your card was declined.",
                "4000000000000069, 12/34, 123, Your card has expired.",
                "4000000000000127, 12/34, 123, Your card's security code is incorrect.",
                "4000000000000119, 12/34, 123, An error occurred while processing your card.",
                "4111111111111111, 12/34, 123, Your card was declined."
            })
    void saysWhatIsWrongWithACard(String number, String expiry, String code, String message) throws Exception {
        Session open = stripe.openSession("r1");

        HttpResponse<String> answer =
                post(open.getUrl(), "card_number=" + number + "&exp=" + expiry + "&cvc=" + code, "text/html");

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(answer.body()).contains(message, "data-status=\"open\"");
    }

    @Test
    void answersAProgramInJson() throws Exception {
        Session open = stripe.openSession("r1");

        HttpResponse<String> answer =
                post(open.getUrl(), "card_number=4242+4242+4242+4242&exp=12+/+34&cvc=123", "application/json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.parse(answer.body()).path("status").asString()).isEqualTo("complete");
        assertThat(stripe.open(open.getUrl()).body()).contains("data-status=\"complete\"");
        assertThat(stripe.open(stripe.base() + "/c/pay/cs_test_none").statusCode())
                .isEqualTo(404);
    }

    @Test
    void neverStoresACardsNumber() throws Exception {
        stripe.paidSession("r1", PAYS);

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isNotEmpty().noneMatch(file -> contentOf(file).contains(PAYS));
        }
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void signsWithEverySecretWhileOneIsRolled() throws Exception {
        String header = WebhookSignature.of(
                List.of("whsec_new", "whsec_old"), stripe.clock().instant(), "{}");

        for (String secret : List.of("whsec_new", "whsec_old")) {
            assertThat(Webhook.Signature.verifyHeader("{}", header, secret, 300))
                    .isTrue();
        }
    }

    @Test
    void takesADisputedChargeBackAndRefusesToRefundIt() throws Exception {
        Session paid = stripe.paidSession("r1", PAYS);
        stripe.client().v1().paymentIntents().capture(paid.getPaymentIntent());

        stripe.drill("POST", "disputes", "{\"payment_intent\":\"" + paid.getPaymentIntent() + "\"}");

        Dispute dispute = (Dispute) stripe.receiver()
                .await("charge.dispute.created")
                .getDataObjectDeserializer()
                .getObject()
                .orElseThrow();
        assertThat(dispute.getAmount()).isEqualTo(1850);
        assertThatThrownBy(() -> stripe.client()
                        .v1()
                        .refunds()
                        .create(RefundCreateParams.builder()
                                .setPaymentIntent(paid.getPaymentIntent())
                                .build()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refusal -> assertThat(refusal.getCode()).isEqualTo("charge_disputed"));
    }

    private HttpResponse<String> post(String url, String form, String accept) throws Exception {
        return stripe.send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }
}
