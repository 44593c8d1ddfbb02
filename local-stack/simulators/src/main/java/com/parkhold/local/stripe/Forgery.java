package com.parkhold.local.stripe;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends webhooks that Stripe did not sign, to see whether the receiver cares. */
final class Forgery {
    private static final Duration LONG_AGO = Duration.ofHours(2);

    private final ObjectStore store;
    private final WebhookDelivery delivery;
    private final List<String> secrets;
    private final Clock clock;

    Forgery(ObjectStore store, WebhookDelivery delivery, List<String> secrets, Clock clock) {
        this.store = store;
        this.delivery = delivery;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Sends an event that says a session ({@code session}, or else the newest) was paid.
     *
     * @param wish {@code kind}: {@code bad-signature} (usual), {@code old-timestamp}, {@code malformed-header}
     * @return the receiver's HTTP status, 0 when it did not answer
     */
    ObjectNode send(JsonNode wish) throws InterruptedException {
        String body = store.write(transaction -> event(transaction, wish)).toPrettyString();
        String kind = Json.text(wish, "kind").orElse("bad-signature");
        String signature = switch (kind) {
            case "bad-signature" -> WebhookSignature.of(List.of("whsec_forged"), clock.instant(), body);
            case "old-timestamp" -> WebhookSignature.of(secrets, clock.instant().minus(LONG_AGO), body);
            case "malformed-header" -> "t=abc";
            default -> throw ApiRefusal.invalid("kind", null, "No such kind of forgery: " + kind);
        };
        ObjectNode json = Json.object();
        json.put("kind", kind);
        try {
            json.put("status", delivery.post(body, signature));
        } catch (IOException e) {
            json.put("status", 0);
            json.put("failure", e.toString());
        }
        return json;
    }

    private static ObjectNode event(Transaction transaction, JsonNode wish) {
        ObjectNode session = Json.text(wish, "session")
                .map(id -> transaction.get("checkout.session", id, "session"))
                .or(() -> transaction
                        .objects(
                                "SELECT body FROM objects WHERE kind = 'checkout.session' ORDER BY sequence DESC LIMIT 1")
                        .stream()
                        .findFirst())
                .orElseGet(() -> transaction.create("checkout.session", Identifiers.session()));
        session.put("status", "complete");
        session.put("payment_status", "paid");
        ObjectNode event = transaction.create("event", Identifiers.next("evt"));
        event.put("api_version", Events.API_VERSION);
        event.put("type", "checkout.session.completed");
        event.put("pending_webhooks", 1);
        ((ObjectNode) event.path("data")).set("object", Json.visible(session));
        return event;
    }
}
