package com.parkhold.gate.camera.milesight;

import com.parkhold.gate.camera.CameraPush;
import com.parkhold.gate.camera.Heading;
import com.parkhold.gate.camera.JsonEvent;
import com.parkhold.gate.camera.PlateRead;
import com.parkhold.gate.camera.PlateReader;
import com.parkhold.gate.camera.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Milesight: one flat object; {@code time_msec} is believed before {@code time}, which has no zone and is all that some
 * send. Its confidence is believed to go to 100, as in what was seen of it; less than 1 can only be a fraction.
 */
@Component
public class MilesightReader implements PlateReader {

    @Override
    public String vendor() {
        return "milesight";
    }

    @Override
    public Reading read(CameraPush push) {
        Optional<JsonEvent> event =
                JsonEvent.of(push, "json").filter(json -> json.node().has("plate"));
        if (event.isEmpty()) {
            return new Reading.Malformed("A JSON object with a plate is needed.");
        }
        JsonEvent json = event.get();
        PlateRead read = new PlateRead(
                json.fingerprint(),
                null,
                json.plate("plate"),
                confidence(json.number("confidence")),
                heading(json.text("direction")),
                takenAt(json),
                true);
        return new Reading.Understood(List.of(read), json.withoutPictures());
    }

    private static double confidence(double written) {
        return written < 1 ? PlateRead.fraction(written) : PlateRead.percentage(written);
    }

    private static @Nullable Instant takenAt(JsonEvent json) {
        Instant millis = json.millis("time_msec");
        return millis == null ? json.instant("time") : millis;
    }

    private static Heading heading(@Nullable String direction) {
        return switch (String.valueOf(direction).toLowerCase(Locale.ROOT)) {
            case "approach" -> Heading.APPROACHING;
            case "away" -> Heading.AWAY;
            default -> Heading.UNKNOWN;
        };
    }
}
