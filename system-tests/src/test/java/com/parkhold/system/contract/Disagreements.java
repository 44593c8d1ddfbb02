package com.parkhold.system.contract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.parkhold.system.client.Answer;
import com.parkhold.system.contract.PublishedPage.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where an answer is not what the page says: an operation or a status that is not there, another kind of body, a field
 * that is not described, or is described otherwise. Clients pass over fields that they do not know; here one is an error,
 * so that the page tells of all of them.
 */
final class Disagreements {

    /** What somebody is answered who asks for what is not on the page. */
    private static final Set<Integer> NOTHING_THERE = Set.of(401, 403, 404, 405);

    private final PublishedPage page;
    private final JsonNode components;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    Disagreements(PublishedPage page) {
        this.page = page;
        this.components = page.components().deepCopy();
        close(components);
    }

    /** Each in words; empty where all is as it is written. */
    List<String> of(String method, String rawPath, Answer answer) {
        Optional<Operation> operation = page.find(method, rawPath);
        if (operation.isEmpty()) {
            return NOTHING_THERE.contains(answer.status()) ? List.of() : List.of("there is no such operation");
        }
        JsonNode response = page.resolved(operation.get().responses().path(Integer.toString(answer.status())));
        if (response.isMissingNode()) {
            return List.of("the status is not listed");
        }
        if (answer.traceId().isEmpty()) {
            return List.of("the answer has no trace id");
        }
        return ofBody(operation.get(), response.path("content"), answer);
    }

    private List<String> ofBody(Operation operation, JsonNode content, Answer answer) {
        if (content.isEmpty()) {
            return answer.body().isEmpty() ? List.of() : List.of("a body is not described");
        }
        String type = answer.headers()
                .firstValue("Content-Type")
                .map(header -> header.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
                .orElse("nothing");
        if (!content.has(type)) {
            return List.of(type + " is not among its content types");
        }
        return type.endsWith("json")
                ? schemas
                        .computeIfAbsent(
                                operation + " " + answer.status() + " " + type,
                                _ -> schema(content.path(type).path("schema")))
                        .validate(answer.json())
                        .stream()
                        .map(Object::toString)
                        .toList()
                : List.of();
    }

    private Schema schema(JsonNode described) {
        ObjectNode schema = (ObjectNode) described.deepCopy();
        close(schema);
        schema.set("components", components);
        return registry.getSchema(schema);
    }

    /** Allows no field that is not named, in all that is described here; a branch of allOf does not know the others'. */
    private static void close(JsonNode place) {
        if (place instanceof ObjectNode schema && (schema.has("properties") || schema.has("allOf"))) {
            schema.put("unevaluatedProperties", false);
        }
        place.propertyStream().forEach(inner -> {
            if (inner.getKey().equals("allOf")) {
                inner.getValue().valueStream().forEach(Disagreements::closeWithin);
            } else {
                close(inner.getValue());
            }
        });
        if (place.isArray()) {
            place.valueStream().forEach(Disagreements::close);
        }
    }

    private static void closeWithin(JsonNode branch) {
        branch.valueStream().forEach(Disagreements::close);
    }
}
