package com.parkhold.local.lanes.camera;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;

/** Milesight: one flat JSON object; the time has no zone (the camera's clock runs on UTC here). */
final class Milesight implements VendorFormat {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Override
    public List<CameraPush> pushes(Sighting sighting) {
        var event = new LinkedHashMap<String, Object>();
        event.put("device", sighting.cameraId());
        event.put("time", sighting.at().withOffsetSameInstant(ZoneOffset.UTC).format(SECONDS));
        event.put("time_msec", String.valueOf(sighting.at().toInstant().toEpochMilli()));
        event.put("plate", sighting.plate());
        event.put("type", "Visitor");
        event.put("speed", "-");
        event.put("direction", sighting.forward() ? "Approach" : "Away");
        event.put("detection_region", "1");
        event.put("region", "USA");
        event.put("coordinate_x1", "153");
        event.put("coordinate_y1", "91");
        event.put("coordinate_x2", "302");
        event.put("coordinate_y2", "125");
        event.put("confidence", String.valueOf(sighting.percent()));
        event.put("plate_color", "White");
        event.put("vehicle_type", "Car");
        event.put("vehicle_color", "Gray");
        event.put("Vehicle Brand", "Unknown");
        event.put("plate_image", Base64.getEncoder().encodeToString(Picture.jpeg()));
        event.put("full_image", "");
        return List.of(VendorFormat.json(Duration.ZERO, event));
    }
}
