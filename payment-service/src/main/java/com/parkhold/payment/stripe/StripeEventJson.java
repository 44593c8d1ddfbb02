package com.parkhold.payment.stripe;

import com.parkhold.payment.notice.ProviderNotice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads of an event only what leads to the object: any type and any API version has that much. */
final class StripeEventJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Seconds; beyond any date that a database can keep. */
    private static final long FARTHEST = 100_000_000_000L;

    private StripeEventJson() {}

    /** Empty where the text is no event. */
    static Optional<ProviderNotice> parse(String json) {
        try {
            return notice(MAPPER.readTree(json), json);
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    /** The events of a list's page, as it lists them. */
    static List<ProviderNotice> parseList(String json) {
        return MAPPER.readTree(json)
                .path("data")
                .valueStream()
                .flatMap(event -> notice(event, event.toString()).stream())
                .toList();
    }

    private static Optional<ProviderNotice> notice(JsonNode event, String json) {
        String id = text(event, "id");
        String type = text(event, "type");
        if (id == null || type == null || json.indexOf('\0') >= 0 || json.contains("\\u0000")) {
            return Optional.empty();
        }
        JsonNode object = event.path("data").path("object");
        String reservation = text(object.path("metadata"), "reservation_id");
        return Optional.of(new ProviderNotice(
                id,
                type,
                text(event, "api_version"),
                happenedAt(event),
                text(object, "id"),
                "payment_intent".equals(text(object, "object")) ? text(object, "id") : reference(object),
                reservation == null ? text(object, "client_reference_id") : reservation,
                json));
    }

    /** An id, or the id of the object that was expanded in its place. */
    private static @Nullable String reference(JsonNode object) {
        String id = text(object, "payment_intent");
        return id == null ? text(object.path("payment_intent"), "id") : id;
    }

    private static Instant happenedAt(JsonNode event) {
        long seconds = event.path("created").asLong(0);
        return Instant.ofEpochSecond(seconds < 0 || seconds > FARTHEST ? 0 : seconds);
    }

    private static @Nullable String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isString() ? value.asString() : null;
    }
}
