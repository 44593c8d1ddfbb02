package com.parkhold.gate.camera;

import com.parkhold.common.idempotency.IdempotencyKey;
import com.parkhold.gate.plate.Plate;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON as cameras write it: numbers as strings, fields missing, pictures in base64 between them. */
public record JsonEvent(JsonNode node) {

    private static final int LONGEST_KEPT = 1_000;

    /** Many times what a frame full of cars comes to; each costs some hundred bytes while it is looked at. */
    private static final long MOST_TOKENS = 100_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(50)
                            .maxStringLength(8_000_000)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .build();

    /** The event of a push, or of one of its parts; empty if that is no JSON object. */
    public static Optional<JsonEvent> of(CameraPush push, String... partNames) {
        return push.text(partNames).flatMap(JsonEvent::parse);
    }

    /** A field's text, numbers included; null where it is missing, empty or something else. */
    public @Nullable String text(String field) {
        JsonNode value = node.path(field);
        String text = value.isValueNode() && !value.isNull() ? value.asString() : "";
        return text.isBlank() ? null : text;
    }

    /** A field's number, written as number or text; not a number where it is neither. */
    public double number(String field) {
        String text = text(field);
        try {
            return text == null ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException notOne) {
            return Double.NaN;
        }
    }

    public @Nullable Plate plate(String field) {
        return Plate.read(text(field)).orElse(null);
    }

    /** A confidence that goes to 1. */
    public double confidence(String field) {
        return PlateRead.fraction(number(field));
    }

    /** A confidence that goes to 100: 0.9 is next to none. */
    public double percentage(String field) {
        return PlateRead.percentage(number(field));
    }

    /** A field's milliseconds since 1970. */
    public @Nullable Instant millis(String field) {
        double millis = number(field);
        return millis > 0 && millis < 1e14 ? Instant.ofEpochMilli((long) millis) : null;
    }

    /** A field's ISO 8601 instant. */
    public @Nullable Instant instant(String field) {
        return DeviceTime.read(text(field));
    }

    public JsonEvent at(String field) {
        return new JsonEvent(node.path(field));
    }

    /** The event as text, without whatever is long enough to be a picture. */
    public String withoutPictures() {
        JsonNode copy = node.deepCopy();
        strip(copy);
        return copy.toString();
    }

    /** A name for an event that has none of its own: the same for the same content. */
    public String fingerprint() {
        return IdempotencyKey.fingerprint(node.toString());
    }

    private static Optional<JsonEvent> parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node.isObject() ? Optional.of(new JsonEvent(node)) : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : object.propertyNames()) {
                JsonNode value = object.path(name);
                if (value.isString() && value.asString().length() > LONGEST_KEPT) {
                    object.put(name, "(dropped)");
                } else {
                    strip(value);
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(JsonEvent::strip);
        }
    }
}
