package com.parkhold.local.stripe;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The life of a payment: created, confirmed with a card, captured or cancelled. */
final class PaymentIntents {
    private static final Set<String> CANCELABLE = Set.of(
            "requires_payment_method", "requires_capture", "requires_confirmation", "requires_action", "processing");

    private final PaymentMethods methods;
    private final Charging charging;
    private final Events events;

    PaymentIntents(PaymentMethods methods, Charging charging, Events events) {
        this.methods = methods;
        this.charging = charging;
        this.events = events;
    }

    Answer create(Transaction transaction, Parameters parameters) {
        parameters.only(
                "amount",
                "currency",
                "customer",
                "payment_method",
                "payment_method_types",
                "confirm",
                "off_session",
                "capture_method",
                "confirmation_method",
                "automatic_payment_methods",
                "setup_future_usage",
                "description",
                "metadata",
                "receipt_email",
                "return_url",
                "statement_descriptor",
                "statement_descriptor_suffix",
                "error_on_requires_action",
                "payment_method_options",
                "use_stripe_sdk");
        long amount = parameters.positive("amount").orElseThrow(() -> ApiRefusal.missing("amount"));
        String currency = Amounts.currency(parameters, "currency");
        Amounts.check(amount, currency, "amount");
        boolean confirm = parameters.flag("confirm");
        if (parameters.has("off_session") && !confirm) {
            throw ApiRefusal.invalid(
                    "off_session",
                    null,
                    "You cannot set `off_session` to true when `confirm` is not true. Pass `confirm=true`.");
        }
        List<String> types = PaymentMethodTypes.of(parameters);
        ObjectNode intent = blank(transaction, amount, currency);
        copy(parameters, intent);
        PaymentMethodTypes.check(types, currency, intent);
        PaymentMethodTypes.offer(intent, types);
        intent.set("metadata", parameters.metadata());
        parameters.text("customer").ifPresent(id -> {
            transaction.get("customer", id, "customer");
            intent.put("customer", id);
        });
        if (parameters.nested("automatic_payment_methods").flag("enabled")) {
            intent.putObject("automatic_payment_methods")
                    .put("allow_redirects", "always")
                    .put("enabled", true);
        }
        parameters.text("payment_method").ifPresent(id -> use(transaction, intent, id));
        begin(transaction, intent);
        return confirm ? confirmed(transaction, intent, parameters) : Answer.ok(transaction.save(intent));
    }

    private static void copy(Parameters parameters, ObjectNode intent) {
        for (String field :
                List.of("description", "receipt_email", "statement_descriptor", "statement_descriptor_suffix")) {
            intent.put(field, parameters.text(field).orElse(null));
        }
        parameters
                .oneOf("capture_method", "manual", "automatic", "automatic_async")
                .ifPresent(method -> intent.put("capture_method", method));
        intent.put(
                "setup_future_usage",
                parameters
                        .oneOf("setup_future_usage", "on_session", "off_session")
                        .orElse(null));
    }

    /** An intent that is not stored yet. */
    static ObjectNode blank(Transaction transaction, long amount, String currency) {
        ObjectNode intent = transaction.create("payment_intent", Identifiers.next("pi"));
        intent.put("amount", amount);
        intent.put("currency", currency);
        intent.put("client_secret", intent.path("id").asString() + "_secret_" + Identifiers.random(25));
        return intent;
    }

    void begin(Transaction transaction, ObjectNode intent) {
        transaction.save(intent);
        events.record(transaction, "payment_intent.created", intent);
    }

    private ObjectNode use(Transaction transaction, ObjectNode intent, String id) {
        ObjectNode method = methods.resolve(transaction, id);
        methods.check(method, Json.text(intent, "customer").orElse(null));
        String type = method.path("type").asString();
        boolean allowed = intent.path("payment_method_types")
                .valueStream()
                .anyMatch(one -> one.asString().equals(type));
        if (!allowed) {
            throw ApiRefusal.state(
                    "payment_method",
                    "payment_intent_incompatible_payment_method",
                    "The PaymentMethod provided (" + type + ") is not allowed for this PaymentIntent.");
        }
        intent.put("payment_method", method.path("id").asString());
        intent.put("status", "requires_confirmation");
        return method;
    }

    Answer confirm(Transaction transaction, String id, Parameters parameters) {
        parameters.only("payment_method", "off_session", "return_url", "receipt_email", "error_on_requires_action");
        ObjectNode intent = transaction.get("payment_intent", id, "intent");
        String status = intent.path("status").asString();
        if (!status.equals("requires_payment_method") && !status.equals("requires_confirmation")) {
            throw ApiRefusal.unexpectedState(
                    "This PaymentIntent's status is " + status + ": it cannot be confirmed.", intent);
        }
        parameters.text("payment_method").ifPresent(method -> use(transaction, intent, method));
        return confirmed(transaction, intent, parameters);
    }

    private Answer confirmed(Transaction transaction, ObjectNode intent, Parameters parameters) {
        String id = Json.text(intent, "payment_method")
                .orElseThrow(() -> ApiRefusal.unexpectedState(
                        "You cannot confirm this PaymentIntent because it's missing a payment method. You can either"
                                + " update the PaymentIntent with a payment method and then confirm it again, or"
                                + " confirm it again directly with a payment method or ConfirmationToken.",
                        intent));
        ObjectNode method = methods.resolve(transaction, id);
        boolean offSession = parameters
                .text("off_session")
                .filter(value -> !value.equals("false"))
                .isPresent();
        Optional<ObjectNode> declined = charging.attempt(transaction, intent, method, offSession);
        if (declined.isPresent()) {
            return Answer.error(402, declined.get());
        }
        Optional<String> customer = Json.text(intent, "customer");
        if (customer.isPresent() && keeps(intent, method)) {
            methods.attach(transaction, method, customer.get());
        }
        return Answer.ok(intent);
    }

    /** Whether a payment method is to be kept for later. */
    static boolean keeps(ObjectNode intent, ObjectNode method) {
        JsonNode ofType =
                intent.path("payment_method_options").path(method.path("type").asString());
        return Json.text(intent, "setup_future_usage").isPresent()
                || Json.text(ofType, "setup_future_usage").isPresent();
    }

    Answer capture(Transaction transaction, String id, Parameters parameters) {
        parameters.only("amount_to_capture", "metadata", "statement_descriptor_suffix", "final_capture");
        Optional<Long> asked = parameters.positive("amount_to_capture");
        ObjectNode intent = transaction.get("payment_intent", id, "intent");
        String status = intent.path("status").asString();
        if (status.equals("succeeded")) {
            throw ApiRefusal.unexpectedState(
                    "This PaymentIntent could not be captured because it has already been captured.", intent);
        }
        if (!status.equals("requires_capture")) {
            throw ApiRefusal.unexpectedState(
                    "This PaymentIntent could not be captured because it has a status of " + status
                            + ". Only a PaymentIntent with one of the following statuses may be captured:"
                            + " requires_capture.",
                    intent);
        }
        long capturable = Json.number(intent, "amount_capturable");
        long amount = asked.orElse(capturable);
        if (amount > capturable) {
            throw ApiRefusal.state(
                    "amount_to_capture",
                    "amount_too_large",
                    "The requested capture amount is greater than the amount you can capture for this charge.");
        }
        if (parameters.has("metadata")) {
            ((ObjectNode) intent.path("metadata")).setAll(parameters.metadata());
        }
        return take(transaction, intent, amount);
    }

    private Answer take(Transaction transaction, ObjectNode intent, long amount) {
        ObjectNode charge = latestCharge(transaction, intent);
        ObjectNode method =
                methods.resolve(transaction, intent.path("payment_method").asString());
        if (PaymentMethods.behaviour(method) == TestCard.Behaviour.FAILS_LATER) {
            return Answer.error(402, charging.decline(transaction, intent, charge, method, Decline.GENERIC));
        }
        charging.settle(transaction, intent, charge, amount);
        markPaid(transaction, intent.path("id").asString());
        events.record(transaction, "charge.captured", charge);
        events.record(transaction, "payment_intent.succeeded", intent);
        charging.captured(transaction, charge, method);
        return Answer.ok(intent);
    }

    /** A session that was paid by authorisation becomes paid in full with the capture, without an event of its own. */
    private static void markPaid(Transaction transaction, String intent) {
        transaction
                .objects("SELECT body FROM objects WHERE payment_intent = ? AND kind = 'checkout.session'", intent)
                .forEach(session -> transaction.save(session.put("payment_status", "paid")));
    }

    Answer cancel(Transaction transaction, String id, Parameters parameters) {
        parameters.only("cancellation_reason");
        Optional<String> reason = parameters.oneOf(
                "cancellation_reason", "duplicate", "fraudulent", "requested_by_customer", "abandoned");
        ObjectNode intent = transaction.get("payment_intent", id, "intent");
        String status = intent.path("status").asString();
        if (!CANCELABLE.contains(status)) {
            throw ApiRefusal.unexpectedState(
                    "You cannot cancel this PaymentIntent because it has a status of " + status
                            + ". Only a PaymentIntent with one of the following statuses may be canceled:"
                            + " requires_payment_method, requires_capture, requires_confirmation, requires_action,"
                            + " processing.",
                    intent);
        }
        boolean checkoutIsOpen = !transaction
                .objects(
                        "SELECT body FROM objects WHERE payment_intent = ? AND kind = 'checkout.session'"
                                + " AND status = 'open'",
                        id)
                .isEmpty();
        if (checkoutIsOpen) {
            throw ApiRefusal.unexpectedState(
                    "You cannot cancel a PaymentIntent of an open Checkout Session. Expire the Checkout Session"
                            + " instead.",
                    intent);
        }
        return Answer.ok(giveBack(transaction, intent, reason.orElse(null)));
    }

    /** Cancels, and gives an authorisation back to the card. */
    ObjectNode giveBack(Transaction transaction, ObjectNode intent, @Nullable String reason) {
        if (intent.path("status").asString().equals("requires_capture")) {
            ObjectNode charge = latestCharge(transaction, intent);
            charge.set("amount_refunded", charge.path("amount"));
            charge.put("refunded", true);
            transaction.save(charge);
            events.record(transaction, "charge.refunded", charge);
        }
        intent.put("status", "canceled");
        intent.put("amount_capturable", 0);
        intent.put("canceled_at", transaction.now().getEpochSecond());
        intent.put("cancellation_reason", reason);
        intent.remove("_ends");
        transaction.save(intent);
        events.record(transaction, "payment_intent.canceled", intent);
        return intent;
    }

    /** Authorisations that nobody captured in time are given back by the issuer. */
    int releaseOverdue(Transaction transaction) {
        List<ObjectNode> overdue = transaction.objects(
                "SELECT body FROM objects WHERE status = 'requires_capture' AND ends <= ? AND kind = 'payment_intent'",
                transaction.now().getEpochSecond());
        overdue.forEach(intent -> giveBack(transaction, intent, "automatic"));
        return overdue.size();
    }

    private static ObjectNode latestCharge(Transaction transaction, ObjectNode intent) {
        return transaction.get("charge", intent.path("latest_charge").asString(), "id");
    }
}
