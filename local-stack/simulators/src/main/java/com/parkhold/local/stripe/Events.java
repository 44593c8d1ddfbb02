package com.parkhold.local.stripe;

import tools.jackson.databind.node.ObjectNode;

/**
 * What happened, as Stripe tells it: an event with a snapshot of the object as it was then. The event and its delivery
 * are written in the transaction of their cause.
 */
final class Events {
    /** The version of Stripe's API that the shapes follow, and that every event names. */
    static final String API_VERSION = "2026-07-29.dahlia";

    private final WebhookQueue queue;

    Events(WebhookQueue queue) {
        this.queue = queue;
    }

    /** Records that something happened to an object, which the caller has already brought to its new state. */
    ObjectNode record(Transaction transaction, String type, ObjectNode object) {
        ObjectNode event = transaction.create("event", Identifiers.next("evt"));
        event.put("api_version", API_VERSION);
        event.put("type", type);
        event.put("pending_webhooks", queue.endpoints());
        ((ObjectNode) event.path("data")).set("object", Json.visible(object));
        ObjectNode request = (ObjectNode) event.path("request");
        request.put("id", transaction.request().requestId());
        request.put("idempotency_key", transaction.request().idempotencyKey());
        transaction.save(event);
        queue.add(transaction, event.path("id").asString());
        return event;
    }
}
