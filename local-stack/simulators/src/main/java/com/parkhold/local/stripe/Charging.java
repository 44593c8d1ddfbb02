package com.parkhold.local.stripe;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One attempt at a card for a payment intent: authorise, or authorise and capture, or be declined. All of it, charge,
 * intent and events, is in the caller's transaction; a decline too, for a failed charge stays on the books.
 */
final class Charging {
    /** How long an authorisation holds: what an issuer gives while the card's owner is there. */
    static final Duration AUTHORISATION = Duration.ofDays(7);

    private final Events events;
    private final Disputes disputes;

    Charging(Events events, Disputes disputes) {
        this.events = events;
        this.disputes = disputes;
    }

    /**
     * @param offSession nobody is there to answer for the card
     * @return the decline's error object, or empty when the money is authorised or taken
     */
    Optional<ObjectNode> attempt(Transaction transaction, ObjectNode intent, ObjectNode method, boolean offSession) {
        TestCard.Behaviour behaviour = PaymentMethods.behaviour(method);
        method.put("_used", true);
        transaction.save(method);
        ObjectNode charge = open(transaction, intent, method);
        return switch (behaviour) {
            case DECLINED -> Optional.of(decline(transaction, intent, charge, method, Decline.GENERIC));
            case INSUFFICIENT_FUNDS ->
                Optional.of(decline(transaction, intent, charge, method, Decline.INSUFFICIENT_FUNDS));
            case LOST -> Optional.of(decline(transaction, intent, charge, method, Decline.LOST));
            case STOLEN -> Optional.of(decline(transaction, intent, charge, method, Decline.STOLEN));
            case EXPIRED -> Optional.of(decline(transaction, intent, charge, method, Decline.EXPIRED));
            case INCORRECT_CVC -> Optional.of(decline(transaction, intent, charge, method, Decline.INCORRECT_CVC));
            case PROCESSING_ERROR ->
                Optional.of(decline(transaction, intent, charge, method, Decline.PROCESSING_ERROR));
            case NOT_AGREED -> Optional.of(decline(transaction, intent, charge, method, Decline.NOT_AGREED));
            case AUTHENTICATED ->
                offSession
                        ? Optional.of(decline(transaction, intent, charge, method, Decline.AUTHENTICATION_REQUIRED))
                        : approve(transaction, intent, charge, method);
            case FAILS_LATER ->
                offSession
                        ? Optional.of(decline(transaction, intent, charge, method, Decline.GENERIC))
                        : approve(transaction, intent, charge, method);
            case PAYS, PENDING_REFUND, REFUND_FAILS -> approve(transaction, intent, charge, method);
            case DISPUTED -> {
                approve(transaction, intent, charge, method);
                captured(transaction, charge, method);
                yield Optional.empty();
            }
        };
    }

    private static ObjectNode open(Transaction transaction, ObjectNode intent, ObjectNode method) {
        ObjectNode charge = transaction.create("charge", Identifiers.next("ch"));
        for (String field : new String[] {
            "amount", "currency", "customer", "description", "statement_descriptor_suffix", "receipt_email"
        }) {
            charge.set(field, intent.path(field));
        }
        charge.set("metadata", intent.path("metadata").deepCopy());
        charge.set("billing_details", method.path("billing_details").deepCopy());
        charge.put("payment_intent", intent.path("id").asString());
        charge.put("payment_method", method.path("id").asString());
        charge.set("payment_method_details", details(intent, method));
        return charge;
    }

    private static ObjectNode details(ObjectNode intent, ObjectNode method) {
        String type = method.path("type").asString();
        ObjectNode details = Json.object();
        details.set(
                type, type.equals(PaymentMethodTypes.CARD) ? card(intent, method) : PaymentMethodTypes.charged(type));
        return details.put("type", type);
    }

    private static ObjectNode card(ObjectNode intent, ObjectNode method) {
        ObjectNode card = Json.object();
        card.set("amount_authorized", intent.path("amount"));
        card.putNull("authorization_code");
        for (String field :
                new String[] {"brand", "checks", "country", "exp_month", "exp_year", "fingerprint", "funding", "last4"
                }) {
            card.set(field, method.path("card").path(field));
        }
        card.putNull("installments");
        card.putNull("mandate");
        card.set("network", method.path("card").path("brand"));
        card.put("network_transaction_id", Identifiers.random(15).toUpperCase(java.util.Locale.ROOT));
        card.set("regulated_status", method.path("card").path("regulated_status"));
        card.putNull("three_d_secure");
        card.putNull("transaction_link_id");
        card.putNull("wallet");
        return card;
    }

    private Optional<ObjectNode> approve(
            Transaction transaction, ObjectNode intent, ObjectNode charge, ObjectNode method) {
        charge.put("paid", true);
        charge.put("_authorized", Json.number(charge, "amount"));
        Optional<ObjectNode> card =
                charge.path("payment_method_details").optional("card").map(ObjectNode.class::cast);
        card.ifPresent(
                one -> one.put("authorization_code", Identifiers.random(6).toUpperCase(java.util.Locale.ROOT)));
        charge.set("outcome", outcome("approved_by_network", null, "Payment complete.", "authorized"));
        intent.put("latest_charge", charge.path("id").asString());
        intent.put("payment_method", method.path("id").asString());
        intent.putNull("last_payment_error");
        if (intent.path("capture_method").asString().equals("manual")) {
            long captureBefore = transaction.now().plus(AUTHORISATION).getEpochSecond();
            card.ifPresent(one -> one.put("capture_before", captureBefore));
            intent.put("status", "requires_capture");
            intent.set("amount_capturable", intent.path("amount"));
            intent.put("_ends", captureBefore);
            transaction.save(charge);
            transaction.save(intent);
            events.record(transaction, "charge.succeeded", charge);
            events.record(transaction, "payment_intent.amount_capturable_updated", intent);
        } else {
            settle(transaction, intent, charge, Json.number(intent, "amount"));
            events.record(transaction, "charge.succeeded", charge);
            events.record(transaction, "payment_intent.succeeded", intent);
        }
        return Optional.empty();
    }

    /** What the owner of some cards does as soon as their money is gone. */
    void captured(Transaction transaction, ObjectNode charge, ObjectNode method) {
        if (charge.path("captured").asBoolean() && PaymentMethods.behaviour(method) == TestCard.Behaviour.DISPUTED) {
            disputes.open(transaction, charge);
        }
    }

    /** Takes the money of an authorisation. What is not taken of it is given back, as Stripe does. */
    void settle(Transaction transaction, ObjectNode intent, ObjectNode charge, long amount) {
        charge.put("captured", true);
        charge.put("amount_captured", amount);
        charge.put("amount_refunded", Json.number(charge, "amount") - amount);
        charge.put("balance_transaction", BalanceTransactions.ofCharge(transaction, charge, amount));
        intent.put("amount_capturable", 0);
        intent.put("amount_received", amount);
        intent.put("status", "succeeded");
        intent.remove("_ends");
        transaction.save(charge);
        transaction.save(intent);
    }

    /** Brings charge and intent to the state that a declined card leaves behind. */
    ObjectNode decline(
            Transaction transaction, ObjectNode intent, ObjectNode charge, ObjectNode method, Decline decline) {
        charge.put("status", "failed");
        charge.put("paid", false);
        charge.put("failure_code", decline.code());
        charge.put("failure_message", decline.message());
        charge.set(
                "outcome",
                outcome(
                        "declined_by_network",
                        decline.declineCode(),
                        "The bank did not return any further details with this decline.",
                        "issuer_declined"));
        transaction.save(charge);
        ObjectNode error = decline.error(charge, method);
        intent.put("latest_charge", charge.path("id").asString());
        intent.set("last_payment_error", error.deepCopy());
        intent.putNull("payment_method");
        intent.put("status", "requires_payment_method");
        intent.put("amount_capturable", 0);
        intent.remove("_ends");
        transaction.save(intent);
        events.record(transaction, "charge.failed", charge);
        events.record(transaction, "payment_intent.payment_failed", intent);
        error.set("payment_intent", Json.visible(intent));
        return error;
    }

    private static ObjectNode outcome(String network, @Nullable String reason, String message, String type) {
        ObjectNode outcome = Json.object();
        outcome.putNull("advice_code");
        outcome.putNull("network_advice_code");
        outcome.putNull("network_decline_code");
        outcome.put("network_status", network);
        outcome.put("reason", reason);
        outcome.put("risk_level", "normal");
        outcome.put("risk_score", 12);
        outcome.put("seller_message", message);
        outcome.put("type", type);
        return outcome;
    }
}
