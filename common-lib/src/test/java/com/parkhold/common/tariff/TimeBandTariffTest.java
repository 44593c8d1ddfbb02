package com.parkhold.common.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TimeBandTariffTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final TimeBand NIGHT =
            TimeBand.of("night", null, LocalTime.of(22, 0), LocalTime.of(6, 0), new BigDecimal("2.00"));
    private static final TimeBand WEEKEND =
            TimeBand.of("weekend", Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), null, null, new BigDecimal("4.00"));
    private static final EventPrice FINAL =
            EventPrice.of("final", at("2026-04-18T18:00"), at("2026-04-18T23:00"), new BigDecimal("20.00"));
    private static final Tariff TARIFF = tariff(null, null);

    @ParameterizedTest
    @CsvSource({
        // a Tuesday by day, into the night, from one night's start to the next day
        "2026-04-14T09:00, 2026-04-14T12:00, SUV, 1800",
        "2026-04-14T20:00, 2026-04-15T00:00, SUV, 1600",
        "2026-04-14T22:00, 2026-04-15T07:00, SUV, 2200",
        // an increment costs what its first instant costs
        "2026-04-14T21:50, 2026-04-14T22:20, SUV, 200",
        // Saturday; the event before the weekend; the surcharge on top
        "2026-04-18T10:00, 2026-04-18T12:00, SUV, 800",
        "2026-04-18T17:00, 2026-04-18T19:00, SUV, 2400",
        "2026-04-18T10:00, 2026-04-18T12:00, EV, 1000",
        // no more than 40 for each 24 hours
        "2026-04-14T06:00, 2026-04-14T22:00, SUV, 4000",
        "2026-04-14T06:00, 2026-04-15T07:00, SUV, 4600"
    })
    void chargesByTheLotsClocks(LocalDateTime start, LocalDateTime end, String spotClass, long minor) {
        assertThat(price(TARIFF, at(start.toString()), at(end.toString()), spotClass)
                        .total()
                        .minor())
                .isEqualTo(minor);
    }

    @Test
    void chargesTheHourThatClocksRepeatTwiceAndTheOneTheySkipNever() {
        // 1 November: 0:00 to 8:00 are nine hours, seven of them at night; 8 March: seven, five of them at night
        Tariff night = new Tariff(
                "TIME_BANDS",
                new BigDecimal("6"),
                Map.of(),
                null,
                Duration.ofMinutes(15),
                List.of(NIGHT),
                List.of(),
                null,
                null);
        assertThat(price(night, at("2026-11-01T00:00"), at("2026-11-01T08:00"), "SUV")
                        .total()
                        .minor())
                .isEqualTo(7 * 200 + 2 * 600);
        assertThat(price(night, at("2026-03-08T00:00"), at("2026-03-08T08:00"), "SUV")
                        .total()
                        .minor())
                .isEqualTo(5 * 200 + 2 * 600);
    }

    @Test
    void givesFreeMinutesAndChargesAMinimum() {
        Tariff kind = tariff(Duration.ofMinutes(15), Duration.ofHours(1));
        Instant nine = at("2026-04-14T09:00");
        assertThat(price(kind, nine, nine.plusSeconds(900), "SUV").total().minor())
                .isZero();
        assertThat(price(kind, nine, nine.plusSeconds(901), "SUV").total().minor())
                .isEqualTo(600);
        assertThat(price(kind, nine, nine.plusSeconds(3 * 3600), "SUV").total().minor())
                .isEqualTo(1650);
        assertThat(price(kind, nine, nine.plusSeconds(1000), "SUV").lines())
                .extracting(PriceLine::text)
                .containsExactly("The first 15 min are free", "At least 1 h are charged", "Day 1: 1 h at 6");
    }

    @Test
    void namesTheBandOrTheEventOfEachLine() {
        assertThat(price(TARIFF, at("2026-04-18T17:00"), at("2026-04-18T19:00"), "EV")
                        .lines())
                .extracting(PriceLine::text)
                .containsExactly("Day 1: 1 h at 4, weekend", "Day 1: 1 h at 20, final", "Day 1: surcharge for EV");
    }

    /** What is summed by stretches equals what a plain walk over the increments sums, whatever the clocks do. */
    @Test
    void agreesWithAWalkOverEveryIncrement() {
        for (long seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Tariff tariff = random(random);
            ZoneId zone = ZoneId.of(List.of("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "UTC")
                    .get(random.nextInt(4)));
            Instant start = Instant.parse("2026-03-01T00:00:00Z").plusSeconds(60L * random.nextInt(400_000));
            Instant end = start.plusSeconds(1 + random.nextInt(4 * 86_400));
            Quote quote = TariffModel.named(tariff.model()).price(tariff, start, end, "SUV", zone, "USD");
            assertThat(quote.lines().stream().mapToLong(PriceLine::amountMinor).sum())
                    .as("seed %d", seed)
                    .isEqualTo(quote.total().minor())
                    .isEqualTo(walk(tariff, start, end, zone));
        }
    }

    private static long walk(Tariff tariff, Instant start, Instant end, ZoneId zone) {
        long sum = 0;
        for (Instant day = start; day.isBefore(end); day = day.plus(Duration.ofDays(1))) {
            Instant dayEnd = day.plus(Duration.ofDays(1)).isBefore(end) ? day.plus(Duration.ofDays(1)) : end;
            for (Instant at = day; at.isBefore(dayEnd); at = at.plus(tariff.increment())) {
                Instant moment = at;
                BigDecimal rate = tariff.events().stream()
                        .filter(event -> event.contains(moment))
                        .map(EventPrice::perHour)
                        .findFirst()
                        .or(() -> tariff.bands().stream()
                                .filter(band -> band.contains(LocalDateTime.ofInstant(moment, zone)))
                                .map(TimeBand::perHour)
                                .findFirst())
                        .orElse(tariff.perHour());
                sum += rate.movePointRight(2).longValueExact()
                        * tariff.increment().toMinutes()
                        / 60;
            }
        }
        return sum;
    }

    private static Tariff random(SplittableRandom random) {
        List<TimeBand> bands = new ArrayList<>();
        for (int band = random.nextInt(4); band > 0; band--) {
            Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)), DayOfWeek.of(1 + random.nextInt(7)));
            bands.add(TimeBand.of("band " + band, days, time(random), time(random), whole(random)));
        }
        Instant from = Instant.parse("2026-03-01T00:00:00Z").plusSeconds(60L * random.nextInt(400_000));
        List<EventPrice> events = random.nextBoolean()
                ? List.of()
                : List.of(EventPrice.of("event", from, from.plusSeconds(60L * random.nextInt(1, 3000)), whole(random)));
        Duration increment = Duration.ofMinutes(List.of(15, 20, 30, 60).get(random.nextInt(4)));
        return new Tariff("TIME_BANDS", whole(random), Map.of(), null, increment, bands, events, null, null);
    }

    private static LocalTime time(SplittableRandom random) {
        return LocalTime.MIDNIGHT.plusMinutes(random.nextInt(1440));
    }

    /** Divisible, so that rounding does not depend on how increments are put together. */
    private static BigDecimal whole(SplittableRandom random) {
        return BigDecimal.valueOf(random.nextInt(100) * 12L, 2);
    }

    @Test
    void isReadFromADocumentAndWrittenAsItWas() {
        JsonMapper mapper = JsonMapper.builder().build();
        String document = """
                {"model":"TIME_BANDS","perHour":6.00,"classSurcharge":{},"increment":"PT15M",
                 "bands":[{"name":"night","from":"22:00","until":"06:00","perHour":2.00}],
                 "events":[{"name":"final","from":"2026-04-18T22:00:00Z","until":"2026-04-19T03:00:00Z","perHour":20}],
                 "freeFor":"PT10M","minimumStay":"PT1H"}""";
        Tariff read = mapper.readValue(document, Tariff.class);
        assertThat(read.bands().getFirst().days()).hasSize(7);
        assertThat(mapper.readValue(mapper.writeValueAsString(read), Tariff.class))
                .isEqualTo(read);
        String plain = mapper.writeValueAsString(Tariff.of("HOURLY", BigDecimal.ONE, null, null, null));
        assertThat(plain).doesNotContain("bands", "events", "freeFor", "minimumStay");
    }

    @Test
    void refusesWhatNobodyCouldCharge() {
        assertThatThrownBy(
                        () -> Tariff.of("HOURLY", BigDecimal.ONE, null, null, null, List.of(NIGHT), null, null, null))
                .hasMessageContaining("TIME_BANDS");
        assertThatThrownBy(() -> tariff(Duration.ZERO, null)).hasMessageContaining("freeFor");
        assertThatThrownBy(() -> TimeBand.of("x", Set.of(), null, null, BigDecimal.ONE))
                .hasMessageContaining("days");
        assertThatThrownBy(() -> EventPrice.of("x", Instant.EPOCH, Instant.EPOCH, BigDecimal.ONE))
                .hasMessageContaining("ends before");
    }

    private static Tariff tariff(@Nullable Duration freeFor, @Nullable Duration minimumStay) {
        return new Tariff(
                "TIME_BANDS",
                new BigDecimal("6.00"),
                Map.of("EV", new BigDecimal("1.00")),
                new BigDecimal("40.00"),
                Duration.ofMinutes(15),
                List.of(WEEKEND, NIGHT),
                List.of(FINAL),
                freeFor,
                minimumStay);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
    }

    private static Quote price(Tariff tariff, Instant start, Instant end, String spotClass) {
        return TariffModel.named(tariff.model()).price(tariff, start, end, spotClass, NEW_YORK, "USD");
    }
}
