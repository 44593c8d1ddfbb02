package com.parkhold.local.stripe;

import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A card's owner takes the money back through the bank. */
final class Disputes {
    private static final Duration TIME_TO_ANSWER = Duration.ofDays(9);

    private final Events events;

    Disputes(Events events) {
        this.events = events;
    }

    /** Disputes a captured charge in full, less what was refunded; the money leaves at once. */
    ObjectNode open(Transaction transaction, ObjectNode charge) {
        if (!charge.path("captured").asBoolean() || charge.path("disputed").asBoolean()) {
            throw ApiRefusal.state("charge", null, "Only a captured charge can be disputed, and only once.");
        }
        ObjectNode dispute = transaction.create("dispute", Identifiers.next("du"));
        dispute.put("amount", Json.number(charge, "amount") - Json.number(charge, "amount_refunded"));
        dispute.put("charge", charge.path("id").asString());
        dispute.set("currency", charge.path("currency"));
        dispute.set("payment_intent", charge.path("payment_intent"));
        ((ObjectNode) dispute.path("evidence_details"))
                .put("due_by", transaction.now().plus(TIME_TO_ANSWER).getEpochSecond());
        JsonNode brand = charge.path("payment_method_details").path("card").path("brand");
        ObjectNode card = (ObjectNode) dispute.path("payment_method_details").path("card");
        card.set("brand", brand);
        card.set("network", brand);
        dispute.putArray("balance_transactions").add(BalanceTransactions.ofDispute(transaction, dispute));
        transaction.save(dispute);
        charge.put("disputed", true);
        transaction.save(charge);
        events.record(transaction, "charge.dispute.created", dispute);
        events.record(transaction, "charge.dispute.funds_withdrawn", dispute);
        return dispute;
    }

    /** The bank decides; a won dispute brings the money back. */
    ObjectNode close(Transaction transaction, ObjectNode dispute, boolean won) {
        if (!dispute.path("status").asString().equals("needs_response")) {
            throw ApiRefusal.state("dispute", null, "This dispute is over.");
        }
        dispute.put("status", won ? "won" : "lost");
        if (won) {
            ((ArrayNode) dispute.path("balance_transactions"))
                    .add(BalanceTransactions.ofWonDispute(transaction, dispute));
            events.record(transaction, "charge.dispute.funds_reinstated", dispute);
        }
        transaction.save(dispute);
        events.record(transaction, "charge.dispute.closed", dispute);
        return dispute;
    }
}
