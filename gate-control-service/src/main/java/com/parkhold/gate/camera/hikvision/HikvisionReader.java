package com.parkhold.gate.camera.hikvision;

import com.parkhold.common.idempotency.IdempotencyKey;
import com.parkhold.gate.camera.CameraPush;
import com.parkhold.gate.camera.DeviceTime;
import com.parkhold.gate.camera.Heading;
import com.parkhold.gate.camera.PlateRead;
import com.parkhold.gate.camera.PlateReader;
import com.parkhold.gate.camera.Reading;
import com.parkhold.gate.plate.Plate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Hikvision ISAPI: the part {@code anpr.xml}, in whatever namespace. Events that are sent again are recorded and never
 * open. Only the XML part is looked at: pictures, also of faces, are dropped unread.
 */
@Component
public class HikvisionReader implements PlateReader {

    private static final int LONGEST = 256 * 1024;

    @Override
    public String vendor() {
        return "hikvision";
    }

    @Override
    public Reading read(CameraPush push) {
        Optional<String> xml = push.text("anpr.xml", "xml_file", "anpr").filter(text -> text.length() <= LONGEST);
        if (xml.isEmpty()) {
            return new Reading.Malformed("A part named anpr.xml of at most 256 KiB is needed.");
        }
        Optional<Map<String, String>> fields = FlatXml.fields(xml.get());
        if (fields.isEmpty() || !fields.get().containsKey("licensePlate")) {
            return new Reading.Malformed("anpr.xml is no EventNotificationAlert with a licensePlate.");
        }
        return new Reading.Understood(List.of(readOf(fields.get(), xml.get())), xml.get());
    }

    private static PlateRead readOf(Map<String, String> fields, String xml) {
        String uuid = fields.get("UUID");
        boolean old =
                "1".equals(fields.get("alarmDataType")) || "true".equalsIgnoreCase(fields.get("isDataRetransmission"));
        return new PlateRead(
                (uuid == null ? IdempotencyKey.fingerprint(xml) : uuid) + (old ? ":again" : ""),
                uuid,
                Plate.read(fields.get("licensePlate")).orElse(null),
                confidence(fields.get("confidenceLevel")),
                heading(fields.get("direction")),
                DeviceTime.read(fields.get("dateTime")),
                !old);
    }

    private static double confidence(@Nullable String level) {
        try {
            return level == null ? 0 : PlateRead.percentage(Double.parseDouble(level));
        } catch (NumberFormatException notOne) {
            return 0;
        }
    }

    private static Heading heading(@Nullable String direction) {
        return switch (String.valueOf(direction).toLowerCase(Locale.ROOT)) {
            case "forward" -> Heading.APPROACHING;
            case "reverse" -> Heading.AWAY;
            default -> Heading.UNKNOWN;
        };
    }
}
