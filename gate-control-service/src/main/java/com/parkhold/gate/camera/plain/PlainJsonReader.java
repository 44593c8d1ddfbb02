package com.parkhold.gate.camera.plain;

import com.parkhold.gate.camera.CameraPush;
import com.parkhold.gate.camera.Heading;
import com.parkhold.gate.camera.JsonEvent;
import com.parkhold.gate.camera.PlateRead;
import com.parkhold.gate.camera.PlateReader;
import com.parkhold.gate.camera.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code {"eventId","plate","confidence","direction","timestamp"}}; only the plate is needed. */
@Component
public class PlainJsonReader implements PlateReader {

    @Override
    public String vendor() {
        return "json";
    }

    @Override
    public Reading read(CameraPush push) {
        Optional<JsonEvent> event =
                JsonEvent.of(push, "json").filter(json -> json.node().has("plate"));
        if (event.isEmpty()) {
            return new Reading.Malformed("A JSON object with a plate is needed.");
        }
        JsonEvent json = event.get();
        String eventId = json.text("eventId");
        PlateRead read = new PlateRead(
                eventId == null ? json.fingerprint() : eventId,
                eventId,
                json.plate("plate"),
                json.node().has("confidence") ? json.confidence("confidence") : 1,
                heading(json.text("direction")),
                json.instant("timestamp"),
                true);
        return new Reading.Understood(List.of(read), json.withoutPictures());
    }

    private static Heading heading(@Nullable String direction) {
        return switch (direction == null ? "" : direction.toLowerCase(Locale.ROOT)) {
            case "forward", "approach", "approaching", "in" -> Heading.APPROACHING;
            case "reverse", "away", "out" -> Heading.AWAY;
            default -> Heading.UNKNOWN;
        };
    }
}
