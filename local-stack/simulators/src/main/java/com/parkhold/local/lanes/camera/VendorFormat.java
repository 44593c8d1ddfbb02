package com.parkhold.local.lanes.camera;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How one vendor's cameras write a sighting: one push or several, in the order they are sent. */
public interface VendorFormat {
    List<CameraPush> pushes(Sighting sighting);

    /** @throws IllegalArgumentException if no such vendor is known */
    static VendorFormat named(String vendor) {
        return switch (vendor.toLowerCase(Locale.ROOT)) {
            case "hikvision" -> new Hikvision();
            case "platerecognizer" -> new PlateRecognizer();
            case "rekor" -> new Rekor();
            case "axis" -> new Axis();
            case "milesight" -> new Milesight();
            case "json" -> new PlainJson();
            default ->
                throw new IllegalArgumentException(
                        "vendor is one of hikvision, platerecognizer, rekor, axis, milesight, json");
        };
    }

    /** A push of {@code value} as a JSON body. */
    static CameraPush json(Duration after, Object value) {
        return new CameraPush(after, "application/json", Map.of(), text(value).getBytes(StandardCharsets.UTF_8));
    }

    /** The same event is the same text, byte for byte: maps are written in the order of their keys. */
    static String text(Object value) {
        return Sorted.JSON.writeValueAsString(value);
    }

    /** Holds the mapper out of the interface's sight. */
    final class Sorted {
        private static final JsonMapper JSON = JsonMapper.builder()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();

        private Sorted() {}
    }
}
