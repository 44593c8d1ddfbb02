package com.parkhold.local.lanes.camera;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        byte[] body = JsonMapper.shared().writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        return new CameraPush(after, "application/json", Map.of(), body);
    }
}
