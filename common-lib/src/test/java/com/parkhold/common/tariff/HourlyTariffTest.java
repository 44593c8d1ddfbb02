package com.parkhold.common.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HourlyTariffTest {

    private static final Instant START = Instant.parse("2026-04-14T09:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final Tariff TARIFF = Tariff.of(
            "HOURLY", new BigDecimal("6.00"), Map.of("EV", new BigDecimal("1.00")), new BigDecimal("40"), null);

    @ParameterizedTest
    @CsvSource({
        "PT3H, SUV, 1800",
        "PT1M, SUV, 150",
        "PT15M, SUV, 150",
        "PT16M, SUV, 300",
        "PT3H, EV, 2100",
        "PT12H, SUV, 4000",
        "PT24H, EV, 4000",
        "PT25H, SUV, 4600",
        "PT48H, SUV, 8000"
    })
    void chargesStartedQuartersUpToTheMaximumOfEachDay(Duration stay, String spotClass, long minor) {
        Quote quote = price(TARIFF, stay, spotClass);
        assertThat(quote.total().minor()).isEqualTo(minor);
        assertThat(quote.lines().stream().mapToLong(PriceLine::amountMinor).sum())
                .isEqualTo(minor);
    }

    @Test
    void saysWhyInLinesThatADriverCanRead() {
        assertThat(price(TARIFF, Duration.ofHours(12), "EV").lines())
                .extracting(PriceLine::text)
                .containsExactly("Day 1: 12 h at 6", "Day 1: surcharge for EV", "Day 1: no more than 40.00 USD");
    }

    @Test
    void chargesElapsedTimeAlsoWhereClocksChange() {
        Instant beforeTheChange = Instant.parse("2026-03-08T05:00:00Z");
        Quote quote = TariffModel.named("HOURLY")
                .price(TARIFF, beforeTheChange, beforeTheChange.plus(Duration.ofHours(4)), "SUV", ZONE, "USD");
        assertThat(quote.total().minor()).isEqualTo(2400);
    }

    @Test
    void refusesWhatNobodyCouldCharge() {
        assertThatThrownBy(() -> Tariff.of("HOURLY", new BigDecimal("-1"), null, null, null))
                .hasMessageContaining("perHour");
        assertThatThrownBy(() -> Tariff.of("BARTER", BigDecimal.ONE, null, null, null))
                .hasMessageContaining("BARTER");
    }

    private static Quote price(Tariff tariff, Duration stay, String spotClass) {
        return TariffModel.named(tariff.model()).price(tariff, START, START.plus(stay), spotClass, ZONE, "USD");
    }
}
