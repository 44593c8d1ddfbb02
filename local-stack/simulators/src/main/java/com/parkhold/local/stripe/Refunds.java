package com.parkhold.local.stripe;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Money back to the card: in parts, several times, never more than was taken. */
final class Refunds {
    /** How long what is decided later takes: days at a bank, too long to watch. */
    private static final Duration DECIDED_AFTER = Duration.ofMinutes(1);

    private final Events events;

    Refunds(Events events) {
        this.events = events;
    }

    Answer create(Transaction transaction, Parameters parameters) {
        parameters.only("charge", "payment_intent", "amount", "reason", "metadata", "instructions_email");
        var amount = parameters.positive("amount");
        var reason = parameters.oneOf("reason", "duplicate", "fraudulent", "requested_by_customer");
        ObjectNode metadata = parameters.metadata();
        ObjectNode charge = charge(transaction, parameters);
        String id = charge.path("id").asString();
        if (charge.path("disputed").asBoolean()) {
            throw ApiRefusal.state(
                    null, "charge_disputed", "Charge " + id + " has been charged back; cannot issue a refund.");
        }
        long left = Json.number(charge, "amount") - Json.number(charge, "amount_refunded");
        if (left <= 0) {
            throw ApiRefusal.state(null, "charge_already_refunded", "Charge " + id + " has already been refunded.");
        }
        String currency = charge.path("currency").asString();
        if (amount.orElse(left) > left) {
            throw ApiRefusal.state(
                    "amount",
                    null,
                    "Refund amount (" + Amounts.inWords(amount.orElse(left), currency)
                            + ") is greater than unrefunded amount on charge (" + Amounts.inWords(left, currency)
                            + ")");
        }
        ObjectNode refund = transaction.create("refund", Identifiers.next("re"));
        refund.put("amount", amount.orElse(left));
        refund.put("charge", id);
        refund.put("currency", currency);
        for (String field : List.of("customer", "payment_intent", "payment_method")) {
            refund.set(field, charge.path(field));
        }
        refund.put("reason", reason.orElse(null));
        refund.set("metadata", metadata);
        String type = charge.path("payment_method_details").path("type").asString();
        if (!type.equals(PaymentMethodTypes.CARD)) {
            refund.set("destination_details", PaymentMethodTypes.destination(type));
        }
        return Answer.ok(
                switch (cardOf(transaction, charge)) {
                    case PENDING_REFUND -> begin(transaction, refund, charge);
                    case REFUND_FAILS -> pay(transaction, decidedLater(transaction, refund), charge);
                    default -> pay(transaction, refund, charge);
                });
    }

    private static TestCard.Behaviour cardOf(Transaction transaction, ObjectNode charge) {
        return PaymentMethods.behaviour(
                transaction.get("payment_method", charge.path("payment_method").asString(), "payment_method"));
    }

    private static ObjectNode decidedLater(Transaction transaction, ObjectNode refund) {
        return refund.put("_ends", transaction.now().plus(DECIDED_AFTER).getEpochSecond());
    }

    /** Accepted, and no money moved yet. */
    private ObjectNode begin(Transaction transaction, ObjectNode refund, ObjectNode charge) {
        decidedLater(transaction, refund).put("status", "pending");
        takeFrom(transaction, refund, charge);
        transaction.save(refund);
        events.record(transaction, "refund.created", refund);
        events.record(transaction, "charge.refunded", charge);
        return refund;
    }

    /** A pending refund goes through: now the money moves. */
    ObjectNode settle(Transaction transaction, ObjectNode refund) {
        if (!isPending(refund)) {
            throw ApiRefusal.state("refund", null, "This refund is not pending.");
        }
        refund.put("status", "succeeded");
        refund.remove("_ends");
        refund.put("balance_transaction", BalanceTransactions.ofRefund(transaction, refund));
        transaction.save(refund);
        events.record(transaction, "refund.updated", refund);
        events.record(transaction, "charge.refund.updated", refund);
        return refund;
    }

    /** What a bank decides later and is due now. */
    int decideOverdue(Transaction transaction) {
        List<ObjectNode> overdue = transaction.objects(
                "SELECT body FROM objects WHERE status IN ('pending', 'succeeded') AND ends <= ? AND kind = 'refund'",
                transaction.now().getEpochSecond());
        overdue.forEach(refund -> {
            if (isPending(refund)) {
                settle(transaction, refund);
            } else {
                fail(transaction, refund);
            }
        });
        return overdue.size();
    }

    private static boolean isPending(ObjectNode refund) {
        return refund.path("status").asString().equals("pending");
    }

    private static void takeFrom(Transaction transaction, ObjectNode refund, ObjectNode charge) {
        long refunded = Json.number(charge, "amount_refunded") + Json.number(refund, "amount");
        charge.put("amount_refunded", refunded);
        charge.put("refunded", refunded == Json.number(charge, "amount"));
        transaction.save(charge);
    }

    private ObjectNode pay(Transaction transaction, ObjectNode refund, ObjectNode charge) {
        refund.put("balance_transaction", BalanceTransactions.ofRefund(transaction, refund));
        takeFrom(transaction, refund, charge);
        transaction.save(refund);
        events.record(transaction, "refund.created", refund);
        events.record(transaction, "charge.refunded", charge);
        ObjectNode acknowledged = refund.deepCopy();
        JsonNode destination = acknowledged.path("destination_details");
        if (!(destination.path(destination.path("type").asString()) instanceof ObjectNode details)
                || !details.has("reference_status")) {
            return refund;
        }
        details.put("reference", Identifiers.random(12).toLowerCase(Locale.ROOT))
                .put("reference_status", "available");
        transaction.save(acknowledged);
        events.record(transaction, "refund.updated", acknowledged);
        return refund;
    }

    /** The bank sends a refund back, days after it was accepted: the money is with us again. */
    ObjectNode fail(Transaction transaction, ObjectNode refund) {
        if (refund.path("status").asString().equals("failed")) {
            throw ApiRefusal.state("refund", null, "This refund has failed before.");
        }
        ObjectNode charge = transaction.get("charge", refund.path("charge").asString(), "charge");
        charge.put("amount_refunded", Json.number(charge, "amount_refunded") - Json.number(refund, "amount"));
        charge.put("refunded", false);
        transaction.save(charge);
        boolean moved = !isPending(refund);
        refund.put("status", "failed");
        refund.remove("_ends");
        refund.put("failure_reason", "expired_or_canceled_card");
        if (moved) {
            refund.put("failure_balance_transaction", BalanceTransactions.ofFailedRefund(transaction, refund));
        }
        transaction.save(refund);
        events.record(transaction, "refund.failed", refund);
        events.record(transaction, "charge.refund.updated", refund);
        return refund;
    }

    private static ObjectNode charge(Transaction transaction, Parameters parameters) {
        if (parameters.has("charge")) {
            ObjectNode charge = transaction.get("charge", parameters.required("charge"), "charge");
            if (!charge.path("captured").asBoolean()) {
                throw ApiRefusal.state(
                        "charge",
                        null,
                        "Charge " + charge.path("id").asString() + " has not been captured: cancel its PaymentIntent.");
            }
            return charge;
        }
        String id = parameters
                .text("payment_intent")
                .orElseThrow(() -> ApiRefusal.invalid(
                        null,
                        "parameter_missing",
                        "One of the following params should be provided for this request: payment_intent or charge."));
        ObjectNode intent = transaction.get("payment_intent", id, "payment_intent");
        if (!intent.path("status").asString().equals("succeeded")) {
            throw ApiRefusal.state(
                    null, null, "This PaymentIntent (" + id + ") does not have a successful charge to refund.");
        }
        return transaction.get("charge", intent.path("latest_charge").asString(), "charge");
    }
}
