package com.parkhold.system.client;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as a tolerant reader takes it: a field that is not known here is passed over. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /** A document of any shape. */
    public static JsonNode tree(String text) {
        return MAPPER.readTree(text);
    }

    /** A document of a known shape. */
    public static <T> T read(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    /** The text of a value. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
