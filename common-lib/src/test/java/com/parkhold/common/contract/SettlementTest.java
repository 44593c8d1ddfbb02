package com.parkhold.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.contract.Policies.EarlyDeparture.Kind;
import com.parkhold.common.tariff.PriceLine;
import com.parkhold.common.tariff.Tariff;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlementTest {

    private static final Instant START = Instant.parse("2026-04-14T09:00:00Z");

    @ParameterizedTest(name = "{0}, leaving {1} after the start: charge {2}, refund {3}, credit {4}")
    @CsvSource({
        "PRORATED_REFUND, PT2H30M, 0, 300, 0",
        "PRORATED_REFUND, PT2H59M54S, 0, 1, 0",
        "PRORATED_REFUND, PT0S, 0, 1800, 0",
        "PRORATED_REFUND, -PT10M, 0, 1800, 0",
        "PRORATED_REFUND, PT3H, 0, 0, 0",
        "NO_REFUND, PT1H, 0, 0, 0",
        "CREDIT, PT1H30M, 0, 0, 900",
        "NO_REFUND, PT3H10M, 0, 0, 0",
        "NO_REFUND, PT3H10M1S, 225, 0, 0",
        "CREDIT, PT4H, 900, 0, 0",
        "PRORATED_REFUND, PT4H1M, 1125, 0, 0",
    })
    void comesToWhatTheTermsSay(Kind kind, Duration stay, long charge, long refund, long credit) {
        Settlement settlement = Settlement.of(terms(kind), START.plus(stay));
        assertThat(settlement.charge().minor()).isEqualTo(charge);
        assertThat(settlement.refund().minor()).isEqualTo(refund);
        assertThat(settlement.credit().minor()).isEqualTo(credit);
        assertThat(settlement.lines().stream().mapToLong(PriceLine::amountMinor).sum())
                .isEqualTo(charge - refund - credit);
    }

    /** 18.00 USD for three hours, 10 minutes of grace, 9.00 an hour beyond. */
    private static StayTerms terms(Kind kind) {
        Policies policies = Policies.of(
                null,
                null,
                null,
                Duration.ofMinutes(10),
                null,
                new Policies.EarlyDeparture(kind),
                null,
                new Policies.Overstay(new BigDecimal("9.00"), Policies.Overstay.Settle.CHARGE_CARD),
                null,
                null,
                null);
        return new StayTerms(
                "r1",
                "lot-1",
                "alice",
                null,
                "v1",
                "ABC1234",
                "SUV",
                "SUV",
                START,
                START.plus(Duration.ofHours(3)),
                1800,
                "USD",
                "America/New_York",
                Tariff.of("HOURLY", new BigDecimal("6.00"), null, null, null),
                policies);
    }
}
