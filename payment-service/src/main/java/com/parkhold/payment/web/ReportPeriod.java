package com.parkhold.payment.web;

import com.parkhold.common.problem.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a report covers. {@code from} and {@code to} are days (both included, in the given time zone) or instants ({@code
 * to} is then the first instant not included); left out, it is the last 30 days.
 */
record ReportPeriod(Instant from, Instant to, ZoneId zone) {

    /** Java knows such names, and the database, which counts the days, does not. */
    private static final String OBSOLETE = "SystemV/";

    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(800);

    static ReportPeriod of(@Nullable String from, @Nullable String to, @Nullable String timeZone, Instant now) {
        ZoneId zone = zone(timeZone);
        Instant end = to == null ? now.plusSeconds(1) : instant("to", to, day -> endOf(day, zone));
        Instant begin = from == null ? end.minus(USUAL) : instant("from", from, day -> startOf(day, zone));
        if (!begin.isBefore(end)) {
            throw Problem.badField("to", "NOT_AFTER_FROM", "to must lie after from.")
                    .asException();
        }
        if (begin.plus(LONGEST).isBefore(end)) {
            throw Problem.badField("from", "TOO_LONG", "A report covers at most 800 days.")
                    .asException();
        }
        return new ReportPeriod(begin, end, zone);
    }

    private static ZoneId zone(@Nullable String name) {
        if (name == null) {
            return ZoneOffset.UTC;
        }
        if (!ZoneId.getAvailableZoneIds().contains(name) || name.startsWith(OBSOLETE)) {
            throw Problem.badField("timeZone", "UNKNOWN", "Not an IANA time zone.")
                    .asException();
        }
        return ZoneId.of(name);
    }

    private static Instant instant(String name, String text, Function<LocalDate, Instant> ofDay) {
        try {
            Instant instant = text.length() <= "2026-01-01".length()
                    ? ofDay.apply(LocalDate.parse(text))
                    : DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
            if (instant.isBefore(Instant.EPOCH) || instant.isAfter(Instant.parse("2200-01-01T00:00:00Z"))) {
                throw new DateTimeException("far away");
            }
            return instant;
        } catch (DateTimeException malformed) {
            throw Problem.badField(name, "MALFORMED", "A date (2026-04-14) or an instant (2026-04-14T00:00:00Z).")
                    .asException();
        }
    }

    private static Instant startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static Instant endOf(LocalDate day, ZoneId zone) {
        return startOf(day.plusDays(1), zone);
    }
}
