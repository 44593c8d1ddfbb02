package com.parkhold.local.lanes.camera;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Plate Recognizer Stream's webhook: a {@code json} field and the picture as {@code upload}; the plate in lower case. */
final class PlateRecognizer implements VendorFormat {
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSX");

    @Override
    public List<CameraPush> pushes(Sighting sighting) {
        String file = sighting.cameraId() + "_screenshots/" + sighting.eventId() + ".jpg";
        var hook = Map.of("target", "gate", "id", sighting.cameraId(), "event", "recognition", "filename", file);
        var event = Map.of("hook", hook, "data", data(sighting, file));
        return List.of(new Multipart("stream-" + sighting.eventId())
                .field("json", VendorFormat.text(event))
                .file("upload", sighting.eventId() + ".jpg", "image/jpeg", Picture.jpeg())
                .push(Map.of("Authorization", "Token local")));
    }

    private static Map<String, Object> data(Sighting sighting, String file) {
        String plate = sighting.plate().toLowerCase(Locale.ROOT);
        var at = sighting.at().withOffsetSameInstant(ZoneOffset.UTC);
        var box = Map.of("xmin", 153, "ymin", 91, "xmax", 302, "ymax", 125);
        var result = Map.of(
                "box",
                box,
                "plate",
                plate,
                "score",
                sighting.confidence(),
                "dscore",
                0.841,
                "region",
                Map.of("code", "us-ny", "score", 0.55),
                "candidates",
                List.of(Map.of("plate", plate, "score", sighting.confidence())),
                "vehicle",
                Map.of("type", "Sedan", "score", 0.71, "box", box),
                "direction",
                sighting.forward() ? 210 : 30,
                "source_url",
                "rtsp://camera/" + sighting.cameraId(),
                "position_sec",
                0.0);
        return Map.of(
                "camera_id", sighting.cameraId(),
                "filename", file,
                "timestamp", at.format(MICROS),
                "timestamp_local", at.format(MICROS),
                "results", List.of(result));
    }
}
