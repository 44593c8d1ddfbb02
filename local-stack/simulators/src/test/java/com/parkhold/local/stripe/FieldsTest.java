package com.parkhold.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the simulator sends has every field that Stripe's API requires, each of the kind that it says. */
class FieldsTest extends StripeTest {

    @Test
    void fillsEveryObjectAsStripeDoesWhateverBecomesOfIt() throws Exception {
        bookings();
        attempts();
        refundsAndDisputes();

        List<JsonNode> all = new ArrayList<>();
        for (String kind : List.of(
                "checkout/sessions",
                "payment_intents",
                "charges",
                "refunds",
                "customers",
                "disputes",
                "balance_transactions",
                "events")) {
            JsonNode list = get("/v1/" + kind + "?limit=100");
            assertThat(list.propertyNames()).contains("object", "data", "has_more", "url");
            list.path("data").forEach(all::add);
        }
        List.copyOf(all).stream()
                .filter(object -> object.path("object").asString().equals("event"))
                .forEach(event -> all.add(event.path("data").path("object")));
        all.addAll(partsOf(List.copyOf(all)));

        assertThat(all).flatExtracting(StripeFields::problemsOf).isEmpty();
        Set<String> seen = new TreeSet<>();
        all.forEach(object -> seen.add(object.path("object").asString()));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(StripeFields.objects());
        assertThat(statuses(all, "payment_intent"))
                .contains(
                        "canceled",
                        "requires_capture",
                        "requires_confirmation",
                        "requires_payment_method",
                        "succeeded");
        assertThat(statuses(all, "refund")).contains("failed", "pending", "succeeded");
        assertThat(statuses(all, "checkout.session")).contains("complete", "expired", "open");
    }

    @Test
    void noticesWhatIsMissingOrOfAnotherKind() {
        ObjectNode refund = Json.shape("refund");
        refund.put("id", "re_1").put("amount", "900").put("created", 1).put("currency", "usd");
        refund.remove("payment_intent");
        refund.putNull("pending_reason");

        assertThat(StripeFields.problemsOf(refund))
                .containsExactlyInAnyOrder(
                        "refund.amount is string and should be [number]",
                        "refund.payment_intent is missing",
                        "refund.pending_reason is null and should be [string]");
    }

    @Test
    void saysWhatWentWrongAsStripeDoes() throws Exception {
        JsonNode error = get("/v1/payment_intents/pi_none").path("error");

        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error.path("code").asString()).isEqualTo("resource_missing");
        assertThat(error.path("param").asString()).isEqualTo("intent");
        assertThat(error.path("message").asString()).isEqualTo("No such payment_intent: 'pi_none'");
    }

    private void bookings() throws Exception {
        stripe.openSession("r-open");
        stripe.client()
                .v1()
                .checkout()
                .sessions()
                .expire(stripe.openSession("r-expired").getId());
        stripe.paidSession("r-held", PAYS);
        stripe.client()
                .v1()
                .paymentIntents()
                .capture(stripe.paidSession("r-taken", PAYS).getPaymentIntent());
        stripe.client()
                .v1()
                .paymentIntents()
                .cancel(stripe.paidSession("r-void", PAYS).getPaymentIntent());
    }

    private void attempts() throws Exception {
        post("payment_intents", "amount=900&currency=usd");
        post("payment_intents", "amount=900&currency=usd&payment_method=pm_card_visa");
        post(
                "payment_intents",
                "amount=900&currency=usd&payment_method=pm_card_chargeDeclinedExpiredCard&confirm=true");
    }

    private void refundsAndDisputes() throws Exception {
        for (String card : List.of("visa", "pendingRefund", "refundFail")) {
            JsonNode paid =
                    post("payment_intents", "amount=900&currency=usd&confirm=true&payment_method=pm_card_" + card);
            JsonNode refund =
                    post("refunds", "payment_intent=" + paid.path("id").asString());
            if (card.equals("refundFail")) {
                stripe.drill(
                        "POST",
                        "refunds/fail",
                        "{\"refund\":\"" + refund.path("id").asString() + "\"}");
            }
        }
        post("payment_intents", "amount=900&currency=usd&confirm=true&payment_method=pm_card_createDispute");
    }

    /** Objects that are lists' of others or have no list of their own. */
    private List<JsonNode> partsOf(List<JsonNode> all) throws Exception {
        List<JsonNode> parts = new ArrayList<>();
        for (JsonNode object : all) {
            String id = object.path("id").asString();
            switch (object.path("object").asString()) {
                case "checkout.session" ->
                    get("/v1/checkout/sessions/" + id + "/line_items")
                            .path("data")
                            .forEach(parts::add);
                case "customer" ->
                    get("/v1/customers/" + id + "/payment_methods").path("data").forEach(parts::add);
                default -> {}
            }
        }
        List.copyOf(parts).stream()
                .map(item -> item.path("price"))
                .filter(JsonNode::isObject)
                .forEach(parts::add);
        return parts;
    }

    private static Set<String> statuses(List<JsonNode> all, String kind) {
        Set<String> statuses = new TreeSet<>();
        all.stream()
                .filter(object -> object.path("object").asString().equals(kind))
                .forEach(object -> statuses.add(object.path("status").asString()));
        return statuses;
    }

    private JsonNode post(String path, String form) throws Exception {
        return Json.parse(stripe.send(stripe.form("/v1/" + path, form)).body());
    }

    private JsonNode get(String path) throws Exception {
        return Json.parse(stripe.send(HttpRequest.newBuilder(URI.create(stripe.base() + path))
                        .header("Authorization", "Bearer " + RunningStripe.KEY))
                .body());
    }
}
