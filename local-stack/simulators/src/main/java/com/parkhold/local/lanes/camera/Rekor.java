package com.parkhold.local.lanes.camera;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rekor (OpenALPR): a result for each frame of the car, then one group some seconds later. */
final class Rekor implements VendorFormat {
    private static final int FRAMES = 3;
    private static final Duration BETWEEN_FRAMES = Duration.ofMillis(80);
    private static final Duration GROUP_LAG = Duration.ofSeconds(3);

    @Override
    public List<CameraPush> pushes(Sighting sighting) {
        List<String> frames =
                IntStream.range(0, FRAMES).mapToObj(i -> frame(sighting, i)).toList();
        Stream<CameraPush> results = IntStream.range(0, FRAMES)
                .mapToObj(i -> VendorFormat.json(
                        BETWEEN_FRAMES.multipliedBy(i),
                        result(sighting, frames.get(i), BETWEEN_FRAMES.multipliedBy(i))));
        return Stream.concat(results, Stream.of(VendorFormat.json(GROUP_LAG, group(sighting, frames))))
                .toList();
    }

    private static Map<String, Object> result(Sighting sighting, String frame, Duration offset) {
        var corners = List.of(corner(153, 91), corner(302, 91), corner(302, 125), corner(153, 125));
        var event = new LinkedHashMap<String, Object>();
        event.put("data_type", "alpr_results");
        event.put("version", 2);
        event.put("epoch_time", epochMillis(sighting) + offset.toMillis());
        event.put("uuid", frame);
        event.put("camera_id", cameraNumber(sighting));
        event.put("site_id", sighting.cameraId());
        event.put(
                "results",
                List.of(Map.of(
                        "plate",
                        sighting.plate(),
                        "confidence",
                        sighting.confidence() * 100,
                        "region",
                        "us-ny",
                        "coordinates",
                        corners,
                        "candidates",
                        candidates(sighting))));
        return event;
    }

    private static Map<String, Object> group(Sighting sighting, List<String> frames) {
        var event = new LinkedHashMap<String, Object>();
        event.put("data_type", "alpr_group");
        event.put("version", 2);
        event.put("epoch_start", epochMillis(sighting));
        event.put(
                "epoch_end",
                epochMillis(sighting) + BETWEEN_FRAMES.multipliedBy(FRAMES).toMillis());
        event.put("best_plate_number", sighting.plate());
        event.put("best_confidence", sighting.confidence() * 100);
        event.put("best_uuid", frames.getFirst());
        event.put("uuids", frames);
        event.put("candidates", candidates(sighting));
        event.put("travel_direction", sighting.forward() ? 180.0 : 0.0);
        event.put("is_parked", false);
        event.put("camera_id", cameraNumber(sighting));
        event.put("site_id", sighting.cameraId());
        return event;
    }

    private static List<Map<String, Object>> candidates(Sighting sighting) {
        return List.of(
                Map.of("plate", sighting.plate(), "confidence", sighting.confidence() * 100, "matches_template", 0));
    }

    private static Map<String, Integer> corner(int x, int y) {
        return Map.of("x", x, "y", y);
    }

    private static String frame(Sighting sighting, int number) {
        String seed = sighting.eventId() + "/" + number;
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static long epochMillis(Sighting sighting) {
        return sighting.at().toInstant().toEpochMilli();
    }

    private static int cameraNumber(Sighting sighting) {
        return sighting.cameraId().hashCode() & 0xFFFFFF;
    }
}
