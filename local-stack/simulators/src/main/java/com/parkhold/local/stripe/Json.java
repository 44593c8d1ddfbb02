package com.parkhold.local.stripe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reading and writing JSON, and Stripe's object shapes: every field that its API reference gives, nulls included. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Map<String, ObjectNode> SHAPES = new ConcurrentHashMap<>();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /** A new object of a kind, e.g. {@code payment_intent}, with the defaults of its shape. */
    static ObjectNode shape(String kind) {
        return SHAPES.computeIfAbsent(kind, Json::readShape).deepCopy();
    }

    /** The text of a field, empty when absent or null. */
    static Optional<String> text(JsonNode node, String field) {
        return node.optional(field).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    static long number(JsonNode node, String field) {
        return node.path(field).asLong(0);
    }

    /** What the client of the API may see: fields that begin with an underscore are the simulator's own. */
    static ObjectNode visible(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.remove(copy.propertyNames().stream()
                .filter(name -> name.startsWith("_"))
                .toList());
        return copy;
    }

    private static ObjectNode readShape(String kind) {
        try (InputStream resource = Json.class.getResourceAsStream("shapes/" + kind + ".json")) {
            if (resource == null) {
                throw new IllegalStateException("no shape of " + kind);
            }
            return (ObjectNode) MAPPER.readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
