package com.parkhold.common.tariff;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.stream.Stream;

/** Which rate holds when, and until when it surely does. Pure. */
final class RateClock {

    private final Tariff tariff;
    private final ZoneId zone;

    RateClock(Tariff tariff, ZoneId zone) {
        this.tariff = tariff;
        this.zone = zone;
    }

    /** @param name empty for the plain price */
    record Rate(String name, BigDecimal perHour) {
        String describe(BigDecimal hours) {
            String text = "%s h at %s".formatted(Hours.plain(hours), Hours.plain(perHour));
            return name.isEmpty() ? text : "%s, %s".formatted(text, name);
        }
    }

    /** So many increments in a row that begin under one rate. */
    record Stretch(Rate rate, long increments) {}

    /** The increments from an instant on that begin under the rate of that instant, before the end. */
    Stretch at(Instant start, Instant end) {
        Rate rate = rate(start);
        Instant at = start;
        while (at.isBefore(end) && rate(at).equals(rate)) {
            Instant change = nextChange(at);
            at = at.plus(tariff.increment().multipliedBy(started(at, change.isBefore(end) ? change : end)));
        }
        return new Stretch(rate, started(start, at));
    }

    private Rate rate(Instant at) {
        for (EventPrice event : tariff.events()) {
            if (event.contains(at)) {
                return new Rate(event.name(), event.perHour());
            }
        }
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        for (TimeBand band : tariff.bands()) {
            if (band.contains(local)) {
                return new Rate(band.name(), band.perHour());
            }
        }
        return new Rate("", tariff.perHour());
    }

    /** The next instant at which another rate may begin. Up to the next change of the clocks local time runs evenly. */
    private Instant nextChange(Instant at) {
        ZoneOffset offset = zone.getRules().getOffset(at);
        LocalDateTime local = LocalDateTime.ofInstant(at, offset);
        LocalDate today = local.toLocalDate();
        Stream<Instant> ofDay = Stream.concat(
                        Stream.of(today.plusDays(1).atStartOfDay()),
                        tariff.bands().stream()
                                .flatMap(band -> Stream.<LocalTime>of(band.from(), band.until()))
                                .map(today::atTime))
                .map(moment -> moment.toInstant(offset));
        Stream<Instant> ofEvents = tariff.events().stream().flatMap(event -> Stream.of(event.from(), event.until()));
        ZoneOffsetTransition transition = zone.getRules().nextTransition(at);
        return Stream.concat(
                        Stream.concat(ofDay, ofEvents),
                        transition == null ? Stream.empty() : Stream.of(transition.getInstant()))
                .filter(moment -> moment.isAfter(at))
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private long started(Instant from, Instant until) {
        return Math.ceilDiv(
                Duration.between(from, until).toMillis(), tariff.increment().toMillis());
    }
}
