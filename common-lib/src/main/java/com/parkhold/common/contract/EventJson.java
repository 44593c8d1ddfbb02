package com.parkhold.common.contract;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Events to JSON and back, the same way in every service whatever its own JSON settings are. */
public final class EventJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final Map<String, Class<? extends Event>> TYPES =
            leaves(Event.class).collect(Collectors.toUnmodifiableMap(EventJson::typeOf, Function.identity()));

    private EventJson() {}

    /** The type's name on the wire. */
    public static String typeOf(Class<? extends Event> type) {
        return type.getSimpleName();
    }

    /** Every event there is, by its name on the wire. */
    public static Map<String, Class<? extends Event>> types() {
        return TYPES;
    }

    public static String write(Event event) {
        return MAPPER.writeValueAsString(event);
    }

    /**
     * Reads an event; empty for a type that this version does not know.
     *
     * @throws tools.jackson.core.JacksonException if the payload is not such an event
     */
    public static Optional<Event> read(String type, String payload) {
        return Optional.ofNullable(TYPES.get(type)).map(known -> MAPPER.readValue(payload, known));
    }

    private static Stream<Class<? extends Event>> leaves(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null
                ? Stream.of(type.asSubclass(Event.class))
                : Arrays.stream(permitted).flatMap(EventJson::leaves);
    }
}
