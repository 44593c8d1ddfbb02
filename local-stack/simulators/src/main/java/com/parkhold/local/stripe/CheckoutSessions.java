package com.parkhold.local.stripe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Checkout sessions as the API makes, shows and expires them; {@link CheckoutPayment} is how a person pays one. */
final class CheckoutSessions {
    private static final Duration SHORTEST = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(24);

    private final LineItems lineItems = new LineItems();
    private final PaymentIntents intents;
    private final Events events;
    private final String publicUrl;

    CheckoutSessions(PaymentIntents intents, Events events, String publicUrl) {
        this.intents = intents;
        this.events = events;
        this.publicUrl = publicUrl;
    }

    Answer create(Transaction transaction, Parameters parameters) {
        parameters.only(
                "mode",
                "line_items",
                "payment_intent_data",
                "customer",
                "customer_creation",
                "customer_email",
                "client_reference_id",
                "metadata",
                "expires_at",
                "success_url",
                "cancel_url",
                "payment_method_types",
                "locale",
                "submit_type",
                "ui_mode",
                "currency",
                "billing_address_collection",
                "payment_method_options",
                "allow_promotion_codes");
        checkMode(parameters);
        List<String> types = PaymentMethodTypes.of(parameters);
        ObjectNode session = transaction.create("checkout.session", Identifiers.session());
        session.put("success_url", parameters.required("success_url"));
        for (String field : List.of("cancel_url", "customer_email", "locale", "billing_address_collection")) {
            session.put(field, parameters.text(field).orElse(null));
        }
        session.put(
                "submit_type",
                parameters.oneOf("submit_type", "auto", "book", "donate", "pay").orElse(null));
        session.put(
                "client_reference_id", parameters.text("client_reference_id").orElse(null));
        session.set("metadata", parameters.metadata());
        customer(transaction, parameters, session);
        lineItems.read(transaction, parameters, session);
        session.put("expires_at", expiry(transaction, parameters));
        ObjectNode wishes = intentWishes(parameters.nested("payment_intent_data"));
        PaymentMethodTypes.check(types, session.path("currency").asString(), wishes);
        PaymentMethodTypes.offer(session, types);
        options(parameters.nested("payment_method_options"), types, session);
        session.set("_intent", wishes);
        session.put("url", publicUrl + "/c/pay/" + session.path("id").asString());
        return Answer.ok(transaction.save(session));
    }

    private static void checkMode(Parameters parameters) {
        parameters.oneOf("ui_mode", "hosted_page");
        if (!parameters.required("mode").equals("payment")) {
            throw ApiRefusal.invalid("mode", null, "This Stripe is a simulator of mode `payment` only.");
        }
        if (parameters.text("client_reference_id").orElse("").length() > 200) {
            throw ApiRefusal.invalid("client_reference_id", null, "Invalid string: at most 200 characters.");
        }
    }

    private static void options(Parameters options, List<String> types, ObjectNode session) {
        options.only(PaymentMethodTypes.CARD, PaymentMethodTypes.WECHAT_PAY);
        wechat(options.nested(PaymentMethodTypes.WECHAT_PAY), types, session);
        Parameters card = options.nested(PaymentMethodTypes.CARD).only("setup_future_usage", "request_three_d_secure");
        card.oneOf("setup_future_usage", "on_session", "off_session").ifPresent(usage -> {
            if (!types.contains(PaymentMethodTypes.CARD)) {
                throw ApiRefusal.invalid(
                        "payment_method_options[card]", null, "The payment method type `card` is not offered.");
            }
            ((ObjectNode) session.path("payment_method_options").path(PaymentMethodTypes.CARD))
                    .put("setup_future_usage", usage);
        });
    }

    /** It is shown in another way on each kind of client, and on a hosted page there is no default. */
    private static void wechat(Parameters wechat, List<String> types, ObjectNode session) {
        boolean offered = types.contains(PaymentMethodTypes.WECHAT_PAY);
        Optional<String> client = wechat.only("client").oneOf("client", "web");
        if (client.isPresent() && !offered) {
            throw ApiRefusal.invalid(
                    "payment_method_options[wechat_pay]", null, "The payment method type `wechat_pay` is not offered.");
        }
        if (offered) {
            ((ObjectNode) session.path("payment_method_options"))
                    .putObject(PaymentMethodTypes.WECHAT_PAY)
                    .put("client", wechat.required("client"))
                    .putNull("app_id");
        }
    }

    private static void customer(Transaction transaction, Parameters parameters, ObjectNode session) {
        Optional<String> customer = parameters.text("customer");
        for (String other : List.of("customer_creation", "customer_email")) {
            if (customer.isPresent() && parameters.has(other)) {
                throw ApiRefusal.invalid(
                        other, null, "You may only specify one of these parameters: customer, " + other + ".");
            }
        }
        customer.ifPresent(id -> {
            transaction.get("customer", id, "customer");
            session.put("customer", id);
            session.putNull("customer_creation");
        });
        parameters
                .oneOf("customer_creation", "always", "if_required")
                .ifPresent(creation -> session.put("customer_creation", creation));
    }

    private static long expiry(Transaction transaction, Parameters parameters) {
        long now = transaction.now().getEpochSecond();
        long expiry = parameters.integer("expires_at").orElse(now + LONGEST.toSeconds());
        if (expiry < now + SHORTEST.toSeconds()) {
            throw ApiRefusal.invalid(
                    "expires_at",
                    null,
                    "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.");
        }
        if (expiry > now + LONGEST.toSeconds()) {
            throw ApiRefusal.invalid(
                    "expires_at",
                    null,
                    "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.");
        }
        return expiry;
    }

    /** What the payment intent will be made with: since API version 2022-08-01 it is made only when somebody pays. */
    private static ObjectNode intentWishes(Parameters wanted) {
        wanted.only(
                "capture_method",
                "setup_future_usage",
                "metadata",
                "description",
                "receipt_email",
                "statement_descriptor",
                "statement_descriptor_suffix");
        ObjectNode wishes = Json.object();
        wishes.put(
                "capture_method",
                wanted.oneOf("capture_method", "manual", "automatic", "automatic_async")
                        .orElse("automatic_async"));
        wishes.put(
                "setup_future_usage",
                wanted.oneOf("setup_future_usage", "on_session", "off_session").orElse(null));
        for (String field :
                List.of("description", "receipt_email", "statement_descriptor", "statement_descriptor_suffix")) {
            wishes.put(field, wanted.text(field).orElse(null));
        }
        wishes.set("metadata", wanted.metadata());
        return wishes;
    }

    /** The session as it is now: one whose time is over has expired, whether or not the sweep has been by. */
    Optional<ObjectNode> current(Transaction transaction, String id) {
        return transaction
                .find("checkout.session", id)
                .map(session -> open(session)
                                && Json.number(session, "expires_at")
                                        <= transaction.now().getEpochSecond()
                        ? close(transaction, session)
                        : session);
    }

    Answer expire(Transaction transaction, String id) {
        ObjectNode session =
                current(transaction, id).orElseThrow(() -> ApiRefusal.noSuch("checkout.session", id, "session"));
        if (!open(session)) {
            throw ApiRefusal.state(
                    null,
                    null,
                    "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a"
                            + " status of \"" + session.path("status").asString() + "\".");
        }
        return Answer.ok(close(transaction, session));
    }

    static boolean open(ObjectNode session) {
        return session.path("status").asString().equals("open");
    }

    private ObjectNode close(Transaction transaction, ObjectNode session) {
        session.put("status", "expired");
        session.putNull("url");
        transaction.save(session);
        Json.text(session, "payment_intent")
                .flatMap(intent -> transaction.find("payment_intent", intent))
                .ifPresent(intent -> intents.giveBack(transaction, intent, "expired"));
        events.record(transaction, "checkout.session.expired", session);
        return session;
    }

    int expireOverdue(Transaction transaction) {
        List<ObjectNode> overdue = transaction.objects(
                "SELECT body FROM objects WHERE status = 'open' AND ends <= ? AND kind = 'checkout.session'",
                transaction.now().getEpochSecond());
        overdue.forEach(session -> close(transaction, session));
        return overdue.size();
    }
}
