package com.parkhold.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.RefundCreateParams;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileStripeTest extends StripeTest {

    @Test
    void refusesAnotherKey() {
        assertThatThrownBy(
                        () -> stripe.clientFor("sk_test_other").v1().customers().retrieve("cus_1"))
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    void replaysTheFirstAnswerForTheSameKey() throws Exception {
        HttpResponse<String> first = stripe.send(
                stripe.form("/v1/customers", "name=Ann&metadata[a]=1").header("Idempotency-Key", "k"));
        HttpResponse<String> again = stripe.send(
                stripe.form("/v1/customers", "metadata[a]=1&name=Ann").header("Idempotency-Key", "k"));

        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Original-Request"))
                .isEqualTo(first.headers().firstValue("Request-Id"));
    }

    @Test
    void refusesAKeyThatWasUsedForSomethingElse() throws Exception {
        customer("Ann", "k");

        assertThatThrownBy(() -> customer("Bob", "k")).isInstanceOf(IdempotencyException.class);
        assertThat(statusOf("/v1/refunds", "name=Ann", "k")).isEqualTo(400);
        assertThat(statusOf("/v1/customers", "name=Ann", "k".repeat(256))).isEqualTo(400);
    }

    @Test
    void forgetsAKeyAfterADay() throws Exception {
        customer("Ann", "k");
        stripe.clock().advance(Duration.ofHours(23));
        assertThatThrownBy(() -> customer("Bob", "k")).isInstanceOf(IdempotencyException.class);

        stripe.clock().advance(Duration.ofHours(2));

        assertThat(customer("Bob", "k").getName()).isEqualTo("Bob");
    }

    @Test
    void remembersAFailureOfWorkBegunButNotABadParameter() throws Exception {
        String refund = "payment_intent=pi_unknown";
        assertThat(statusOf("/v1/refunds", refund, "k1")).isEqualTo(404);
        HttpResponse<String> again =
                stripe.send(stripe.form("/v1/refunds", refund).header("Idempotency-Key", "k1"));
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");

        assertThat(statusOf("/v1/refunds", "amount=none", "k2")).isEqualTo(400);
        assertThat(statusOf("/v1/customers", "name=Ann", "k2")).isEqualTo(200);
    }

    private int statusOf(String path, String body, String key) throws Exception {
        return stripe.send(stripe.form(path, body).header("Idempotency-Key", key))
                .statusCode();
    }

    @Test
    void givesAKeyToOneRequestAtATime() throws Exception {
        stripe.drill(
                "POST", "faults", "{\"path\":\"/v1/customers\",\"fault\":\"latency\",\"delay\":\"PT1S\",\"count\":2}");
        Callable<Integer> request = () -> statusOf("/v1/customers", "name=Ann", "k");
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> one = both.submit(request);
            Future<Integer> other = both.submit(request);

            assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(200, 409);
        }
        assertThat(statusOf("/v1/customers", "name=Ann", "k")).isEqualTo(200);
        assertThat(ledger().path("customers")).hasSize(1);
    }

    @Test
    void commitsBehindATimeout() throws Exception {
        Session paid = captured("r1");
        stripe.drill(
                "POST",
                "faults",
                "{\"path\":\"/v1/refunds\",\"fault\":\"timeout-after-commit\",\"count\":1,\"delay\":\"PT0.2S\"}");
        RefundCreateParams refund = RefundCreateParams.builder()
                .setPaymentIntent(paid.getPaymentIntent())
                .setAmount(500L)
                .build();
        RequestOptions key =
                RequestOptions.builder().setIdempotencyKey("refund-r1").build();

        assertThatThrownBy(() -> stripe.send(
                        stripe.form("/v1/refunds", "payment_intent=" + paid.getPaymentIntent() + "&amount=500")
                                .header("Idempotency-Key", "refund-r1")))
                .isInstanceOf(java.io.IOException.class);
        assertThat(ledger().path("refunds")).hasSize(1);

        assertThat(stripe.client().v1().refunds().create(refund, key).getAmount())
                .isEqualTo(500);
        assertThat(ledger().path("refunds")).hasSize(1);
        HttpResponse<String> after =
                stripe.send(stripe.form("/v1/refunds", "payment_intent=" + paid.getPaymentIntent() + "&amount=500")
                        .header("Idempotency-Key", "refund-r1"));
        assertThat(after.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    }

    @Test
    void actsBehindAGatewayThatGaveUp() throws Exception {
        stripe.drill(
                "POST",
                "faults",
                "{\"path\":\"/v1/customers\",\"fault\":\"504-then-commit\",\"count\":1,\"delay\":\"PT0.3S\"}");

        assertThat(statusOf("/v1/customers", "name=Ann", "k")).isEqualTo(504);
        assertThat(statusOf("/v1/customers", "name=Ann", "k"))
                .as("still at work")
                .isEqualTo(409);

        assertThat(stripe.receiver().await("customer.created")).isNotNull();
        assertThat(statusOf("/v1/customers", "name=Ann", "k")).isIn(200, 409);
        assertThat(ledger().path("customers")).hasSize(1);
    }

    @Test
    void failsAsOftenAsOrderedAndDoesNothingMeanwhile() throws Exception {
        stripe.drill("POST", "faults", "{\"path\":\"/v1/customers\",\"fault\":\"500\",\"count\":2}");

        assertThatThrownBy(() -> customer("Ann", "k")).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> customer("Ann", "k")).isInstanceOf(ApiException.class);

        assertThat(ledger().path("customers")).isEmpty();
        assertThat(customer("Ann", "k").getName()).isEqualTo("Ann");
        assertThat(stripe.drill("GET", "faults", "").path("faults")).isEmpty();
    }

    @Test
    void replaysAServerErrorThatHidACommit() throws Exception {
        stripe.drill("POST", "faults", "{\"path\":\"/v1/customers\",\"fault\":\"500-after-commit\"}");

        assertThat(statusOf("/v1/customers", "name=Ann", "k")).isEqualTo(500);
        assertThat(statusOf("/v1/customers", "name=Ann", "k")).isEqualTo(500);

        assertThat(ledger().path("customers")).hasSize(1);
    }

    @Test
    void pagesThroughLists() throws Exception {
        for (int i = 0; i < 25; i++) {
            customer("customer " + i, "key-" + i);
        }
        List<String> names = new ArrayList<>();
        stripe.client()
                .v1()
                .customers()
                .list(CustomerListParams.builder().setLimit(10L).build())
                .autoPagingIterable()
                .forEach(found -> names.add(found.getName()));

        assertThat(names).hasSize(25).startsWith("customer 24").endsWith("customer 0");
        long future = stripe.clock().instant().getEpochSecond() + 60;
        assertThat(stripe.client()
                        .v1()
                        .customers()
                        .list(CustomerListParams.builder()
                                .setCreated(CustomerListParams.Created.builder()
                                        .setGte(future)
                                        .build())
                                .build())
                        .getData())
                .isEmpty();
    }

    @Test
    void keepsEverythingOverARestart() throws Exception {
        stripe.drill("POST", "webhooks", "{\"mode\":\"hold\"}");
        Session paid = captured("r1");
        Customer customer = customer("Ann", "k");

        stripe.restart();

        assertThat(stripe.client()
                        .v1()
                        .checkout()
                        .sessions()
                        .retrieve(paid.getId())
                        .getPaymentStatus())
                .isEqualTo("paid");
        assertThat(customer("Ann", "k").getId()).isEqualTo(customer.getId());
        assertThat(stripe.receiver().next(300)).isNull();
        stripe.drill("POST", "webhooks/release", "");
        assertThat(stripe.receiver().await("checkout.session.completed")).isNotNull();
    }

    @Test
    void deliversUntilItIsTaken() throws Exception {
        stripe.receiver().refuseNext(2);
        customer("Ann", "k");
        customer("Bob", "l");

        assertThat(stripe.receiver().await(2)).hasSize(2);
    }

    @Test
    void duplicatesDropsAndReorders() throws Exception {
        stripe.drill("POST", "webhooks", "{\"mode\":\"duplicate\"}");
        customer("Ann", "a");
        List<Event> twins = stripe.receiver().await(2);
        assertThat(twins.get(0).getId()).isEqualTo(twins.get(1).getId());

        stripe.drill("POST", "webhooks", "{\"mode\":\"drop\"}");
        customer("Bob", "b");
        stripe.drill("POST", "webhooks", "{\"mode\":\"reorder\",\"delay\":\"PT1S\"}");
        customer("Cid", "c");
        customer("Dan", "d");
        List<Event> reordered = stripe.receiver().await(2);
        assertThat(reordered)
                .extracting(event -> ((Customer)
                                event.getDataObjectDeserializer().getObject().orElseThrow())
                        .getName())
                .containsExactly("Dan", "Cid");
        assertThat(stripe.drill("GET", "webhooks", "")
                        .path("deliveries")
                        .path("dropped")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad-signature", "old-timestamp"})
    void forgesWhatAReceiverMustRefuse(String kind) throws Exception {
        assertThat(stripe.drill("POST", "webhooks/forge", "{\"kind\":\"" + kind + "\"}")
                        .path("status")
                        .asInt())
                .isEqualTo(400);
    }

    @Test
    void refusesWhatStripeDoesNotKnow() throws Exception {
        HttpResponse<String> unknown = stripe.send(stripe.form("/v1/refunds", "payment_intention=pi_1"));

        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(Json.parse(unknown.body()).path("error").path("code").asString())
                .isEqualTo("parameter_unknown");
        assertThat(stripe.send(stripe.form("/v1/nonsense", "")).statusCode()).isEqualTo(404);
    }

    private Customer customer(String name, String key) throws StripeException {
        return stripe.client()
                .v1()
                .customers()
                .create(
                        CustomerCreateParams.builder().setName(name).build(),
                        RequestOptions.builder().setIdempotencyKey(key).build());
    }
}
