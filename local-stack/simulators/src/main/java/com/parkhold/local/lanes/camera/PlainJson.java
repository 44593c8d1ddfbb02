package com.parkhold.local.lanes.camera;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

/** A camera that is set up by hand to post plain JSON. */
final class PlainJson implements VendorFormat {
    @Override
    public List<CameraPush> pushes(Sighting sighting) {
        var event = new LinkedHashMap<String, Object>();
        event.put("eventId", sighting.eventId());
        event.put("cameraId", sighting.cameraId());
        event.put("plate", sighting.plate());
        event.put("confidence", sighting.confidence());
        event.put("direction", sighting.direction());
        event.put("timestamp", sighting.at().toInstant());
        return List.of(VendorFormat.json(Duration.ZERO, event));
    }
}
