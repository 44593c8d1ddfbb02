package com.parkhold.gate.camera.platerecognizer;

import com.parkhold.gate.camera.CameraPush;
import com.parkhold.gate.camera.Heading;
import com.parkhold.gate.camera.JsonEvent;
import com.parkhold.gate.camera.PlateRead;
import com.parkhold.gate.camera.PlateReader;
import com.parkhold.gate.camera.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Plate Recognizer Stream: {@code data.results[]} of a JSON body or of the part {@code json}; degrees are no heading. */
@Component
public class PlateRecognizerReader implements PlateReader {

    @Override
    public String vendor() {
        return "platerecognizer";
    }

    @Override
    public Reading read(CameraPush push) {
        Optional<JsonEvent> event = JsonEvent.of(push, "json")
                .filter(json -> json.at("data").at("results").node().isArray());
        if (event.isEmpty()) {
            return new Reading.Malformed("A recognition with data.results is needed.");
        }
        JsonEvent json = event.get();
        String hookId = json.at("hook").text("id");
        String key = (hookId == null ? "" : hookId + ":") + json.at("data").fingerprint();
        Instant taken = json.at("data").instant("timestamp");
        List<PlateRead> reads = new ArrayList<>();
        int number = 0;
        for (JsonNode result : json.at("data").at("results").node()) {
            reads.add(readOf(new JsonEvent(result), key + ":" + number, taken));
            number++;
        }
        return new Reading.Understood(reads, json.withoutPictures());
    }

    private static PlateRead readOf(JsonEvent result, String key, @Nullable Instant taken) {
        return new PlateRead(
                key, null, result.plate("plate"), result.confidence("score"), Heading.UNKNOWN, taken, true);
    }
}
