package com.parkhold.gate.camera.axis;

import com.parkhold.gate.camera.CameraPush;
import com.parkhold.gate.camera.Heading;
import com.parkhold.gate.camera.JsonEvent;
import com.parkhold.gate.camera.PlateRead;
import com.parkhold.gate.camera.PlateReader;
import com.parkhold.gate.camera.Reading;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Axis License Plate Verifier: one car is {@code new}, then {@code update} (perhaps with another plate) under the same
 * {@code carID}, then {@code lost}, which never opens.
 */
@Component
public class AxisReader implements PlateReader {

    @Override
    public String vendor() {
        return "axis";
    }

    @Override
    public Reading read(CameraPush push) {
        Optional<JsonEvent> event =
                JsonEvent.of(push, "json", "event", "data").filter(json -> json.text("carID") != null);
        if (event.isEmpty()) {
            return new Reading.Malformed("A JSON object with a carID is needed.");
        }
        JsonEvent json = event.get();
        String state = String.valueOf(json.text("carState"));
        String plateField = json.text("plateASCII") == null ? "plateText" : "plateASCII";
        PlateRead read = new PlateRead(
                json.text("carID") + ":" + state + ":" + json.fingerprint(),
                json.text("carID"),
                json.plate(plateField),
                json.confidence("plateConfidence"),
                heading(json.text("carMoveDirection")),
                json.millis("capture_timestamp"),
                state.equals("new") || state.equals("update"));
        return new Reading.Understood(List.of(read), json.withoutPictures());
    }

    private static Heading heading(@Nullable String direction) {
        return switch (String.valueOf(direction)) {
            case "in" -> Heading.APPROACHING;
            case "out" -> Heading.AWAY;
            default -> Heading.UNKNOWN;
        };
    }
}
