package com.parkhold.local.stripe;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The types of payment method that are known here. The table {@code shapes/methods.json} says of each whether its money can
 * be held first, whether it can be kept for later, which currencies it takes, and what its objects carry.
 */
final class PaymentMethodTypes {
    static final String CARD = "card";
    static final String WECHAT_PAY = "wechat_pay";

    private static final ObjectNode TABLE = Json.shape("methods");

    private PaymentMethodTypes() {}

    /** What a request offers; cards where it names nothing. */
    static List<String> of(Parameters parameters) {
        List<String> types = parameters.texts("payment_method_types");
        types.stream().filter(type -> !TABLE.has(type)).findFirst().ifPresent(type -> {
            throw ApiRefusal.invalid(
                    "payment_method_types", null, "The payment method type provided: " + type + " is invalid.");
        });
        return types.isEmpty() ? List.of(CARD) : types;
    }

    /** Refuses what one of the types cannot do. */
    static void check(List<String> types, String currency, ObjectNode wishes) {
        for (String type : types) {
            JsonNode known = TABLE.path(type);
            List<String> currencies = known.path("currencies")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
            if (!currencies.isEmpty() && !currencies.contains(currency)) {
                throw ApiRefusal.invalid(
                        "payment_method_types",
                        null,
                        "Invalid currency: %s. The payment method `%s` only supports the following currencies: %s."
                                .formatted(currency, type, String.join(", ", currencies)));
            }
            if (wishes.path("capture_method").asString().equals("manual")
                    && !known.path("held").asBoolean()) {
                throw ApiRefusal.invalid(
                        "capture_method",
                        null,
                        "The payment method type `%s` does not support `capture_method` `manual`.".formatted(type));
            }
            if (Json.text(wishes, "setup_future_usage").isPresent()
                    && !known.path("kept").asBoolean()) {
                throw ApiRefusal.invalid(
                        "setup_future_usage",
                        null,
                        "The payment method type `%s` cannot be used with `setup_future_usage`.".formatted(type));
            }
        }
    }

    /** Notes in a session or an attempt what it offers, and the options of that. */
    static void offer(ObjectNode object, List<String> types) {
        types.forEach(object.putArray("payment_method_types")::add);
        if (!types.contains(CARD)) {
            object.putObject("payment_method_options");
        }
    }

    /** What a payment method of a type carries besides what all do. */
    static ObjectNode method(String type) {
        return (ObjectNode) TABLE.path(type).path("method").deepCopy();
    }

    /** What a charge says of a type. */
    static ObjectNode charged(String type) {
        return (ObjectNode) TABLE.path(type).path("charged").deepCopy();
    }

    /** Where a refund goes that was paid with a type other than a card. */
    static ObjectNode destination(String type) {
        return (ObjectNode) TABLE.path(type).path("refunded").deepCopy();
    }
}
