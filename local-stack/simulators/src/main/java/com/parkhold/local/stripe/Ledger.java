package com.parkhold.local.stripe;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every object and its money, oldest first, at one moment. For auditors: metadata are there to join by.
 *
 * <p>Totals per currency, in minor units: {@code authorized} = {@code captured} + {@code voided} + {@code outstanding},
 * and {@code refunded} is a part of {@code captured}.
 */
final class Ledger {
    private static final Map<String, String> SECTIONS = Map.of(
            "sessions", "checkout.session",
            "payment_intents", "payment_intent",
            "charges", "charge",
            "refunds", "refund",
            "disputes", "dispute",
            "customers", "customer",
            "balance_transactions", "balance_transaction");

    private Ledger() {}

    static ObjectNode of(Transaction transaction) {
        ObjectNode ledger = Json.object();
        ledger.put("at", transaction.now().toString());
        ledger.set("totals", totals(transaction));
        new TreeMap<>(SECTIONS).forEach((section, kind) -> {
            ArrayNode objects = ledger.putArray(section);
            transaction.all(kind).forEach(object -> objects.add(Json.visible(object)));
        });
        ledger.set("events", events(transaction));
        return ledger;
    }

    private static ObjectNode totals(Transaction transaction) {
        Map<String, Totals> totals = new TreeMap<>();
        for (ObjectNode charge : transaction.all("charge")) {
            long authorized = Json.number(charge, "_authorized");
            long captured = Json.number(charge, "amount_captured");
            boolean open = authorized > 0
                    && captured == 0
                    && !charge.path("refunded").asBoolean()
                    && charge.path("paid").asBoolean();
            add(
                    totals,
                    charge,
                    new Totals(authorized, captured, 0, open ? 0 : authorized - captured, 0, open ? authorized : 0));
        }
        for (ObjectNode refund : transaction.all("refund")) {
            if (refund.path("status").asString().equals("failed")) {
                continue;
            }
            add(totals, refund, new Totals(0, 0, Json.number(refund, "amount"), 0, 0, 0));
        }
        for (ObjectNode dispute : transaction.all("dispute")) {
            add(totals, dispute, new Totals(0, 0, 0, 0, Json.number(dispute, "amount"), 0));
        }
        ObjectNode json = Json.object();
        totals.forEach((currency, sum) -> json.set(currency, sum.json()));
        return json;
    }

    private static void add(Map<String, Totals> totals, ObjectNode object, Totals more) {
        totals.merge(object.path("currency").asString(), more, Totals::plus);
    }

    /** Events without their snapshots, and what became of their deliveries. */
    private static ArrayNode events(Transaction transaction) {
        Map<String, List<ObjectNode>> deliveries = new TreeMap<>();
        transaction
                .rows("SELECT event, state, attempts, last FROM deliveries ORDER BY sequence", row -> {
                    ObjectNode delivery = Json.object();
                    delivery.put("state", row.getString(2));
                    delivery.put("attempts", row.getInt(3));
                    delivery.put("last", row.getString(4));
                    return Map.entry(row.getString(1), delivery);
                })
                .forEach(entry -> deliveries
                        .computeIfAbsent(entry.getKey(), _ -> new java.util.ArrayList<>())
                        .add(entry.getValue()));
        ArrayNode list = Json.object().putArray("events");
        for (ObjectNode event : transaction.all("event")) {
            ObjectNode brief = list.addObject();
            String id = event.path("id").asString();
            brief.put("id", id);
            brief.set("type", event.path("type"));
            brief.set("created", event.path("created"));
            brief.set("object", event.path("data").path("object").path("id"));
            brief.set("pending_webhooks", event.path("pending_webhooks"));
            ArrayNode owed = brief.putArray("deliveries");
            deliveries.getOrDefault(id, List.of()).forEach(owed::add);
        }
        return list;
    }

    private record Totals(long authorized, long captured, long refunded, long voided, long disputed, long outstanding) {
        Totals plus(Totals more) {
            return new Totals(
                    authorized + more.authorized,
                    captured + more.captured,
                    refunded + more.refunded,
                    voided + more.voided,
                    disputed + more.disputed,
                    outstanding + more.outstanding);
        }

        ObjectNode json() {
            ObjectNode json = Json.object();
            json.put("authorized", authorized);
            json.put("captured", captured);
            json.put("refunded", refunded);
            json.put("voided", voided);
            json.put("disputed", disputed);
            json.put("outstanding", outstanding);
            return json;
        }
    }
}
