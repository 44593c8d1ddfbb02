package com.parkhold.gate.camera.rekor;

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

/**
 * Rekor and OpenALPR: opens on single results, of which there are many for one car; groups lag by seconds and are only
 * recorded.
 */
@Component
public class RekorReader implements PlateReader {

    @Override
    public String vendor() {
        return "rekor";
    }

    @Override
    public Reading read(CameraPush push) {
        Optional<JsonEvent> event = JsonEvent.of(push, "json");
        if (event.isEmpty()) {
            return new Reading.Malformed("A JSON object with a data_type is needed.");
        }
        JsonEvent json = event.get();
        return switch (String.valueOf(json.text("data_type"))) {
            case "alpr_results" -> new Reading.Understood(results(json), json.withoutPictures());
            case "alpr_group" -> new Reading.Understood(List.of(group(json)), json.withoutPictures());
            case "heartbeat" -> new Reading.Understood(List.of(), json.withoutPictures());
            default -> new Reading.Malformed("data_type is alpr_results, alpr_group or heartbeat.");
        };
    }

    private static List<PlateRead> results(JsonEvent json) {
        Instant taken = json.millis("epoch_time");
        String uuid = json.text("uuid");
        String key = uuid == null ? json.fingerprint() : uuid;
        List<PlateRead> reads = new ArrayList<>();
        for (JsonNode result : json.at("results").node()) {
            reads.add(result(new JsonEvent(result), key + ":" + reads.size(), taken));
        }
        return reads;
    }

    private static PlateRead result(JsonEvent result, String key, @Nullable Instant taken) {
        return new PlateRead(
                key, null, result.plate("plate"), result.percentage("confidence"), Heading.UNKNOWN, taken, true);
    }

    private static PlateRead group(JsonEvent json) {
        String best = json.text("best_uuid");
        return new PlateRead(
                "group:" + (best == null ? json.fingerprint() : best),
                null,
                json.plate("best_plate_number"),
                json.percentage("best_confidence"),
                Heading.UNKNOWN,
                json.millis("epoch_end"),
                false);
    }
}
