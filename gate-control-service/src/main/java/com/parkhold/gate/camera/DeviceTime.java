package com.parkhold.gate.camera;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** Times as devices write them: ISO 8601, with an offset or without, with a space in place of the T. */
public final class DeviceTime {

    private DeviceTime() {}

    /**
     * The instant, or null where it is none. One without an offset is read as UTC: a device that shows its local time is
     * then one whose clock is wrong by as much, always, and that tells a push that was held back as well as any.
     */
    public static @Nullable Instant read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    text.strip().replaceFirst(" ", "T"), OffsetDateTime::from, LocalDateTime::from);
            return time instanceof LocalDateTime local
                    ? local.toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.from(time).toInstant();
        } catch (DateTimeException notOne) {
            return null;
        }
    }
}
