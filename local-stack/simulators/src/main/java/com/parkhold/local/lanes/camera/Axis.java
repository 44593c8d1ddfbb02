package com.parkhold.local.lanes.camera;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Axis License Plate Verifier: new without a direction, update with one, lost ten seconds later; all scalars strings. */
final class Axis implements VendorFormat {
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("yyyyMMdd HHmmssSSS");

    @Override
    public List<CameraPush> pushes(Sighting sighting) {
        return List.of(
                push(sighting, "new", Duration.ZERO),
                push(sighting, "update", Duration.ofMillis(120)),
                push(sighting, "lost", Duration.ofSeconds(10)));
    }

    private static CameraPush push(Sighting sighting, String state, Duration after) {
        var at = sighting.at().withOffsetSameInstant(ZoneOffset.UTC).plus(after);
        var event = new LinkedHashMap<String, Object>();
        event.put("packetCounter", String.valueOf(sighting.sequence()));
        event.put("capture_timestamp", String.valueOf(at.toInstant().toEpochMilli()));
        event.put("datetime", at.format(COMPACT));
        event.put("plateText", sighting.plate());
        event.put("plateUTF8", sighting.plate());
        event.put("plateASCII", sighting.plate());
        event.put("plateCountry", "USA");
        event.put("plateConfidence", String.format(Locale.ROOT, "%.3f", sighting.confidence()));
        event.put("carState", state);
        event.put("carID", String.valueOf(sighting.eventId().getMostSignificantBits() >>> 33));
        event.put("roiID", "1");
        if (!state.equals("new")) {
            event.put("carMoveDirection", sighting.forward() ? "in" : "out");
        }
        event.put("plateCoordinates", List.of("153", "91", "149", "34"));
        event.put("camera_info", Map.of("SerialNumber", sighting.cameraId()));
        event.put("sensorProviderID", "defaultID");
        return VendorFormat.json(after, event);
    }
}
