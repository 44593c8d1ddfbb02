package com.parkhold.session.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.contract.Policies.EarlyDeparture.Kind;
import com.parkhold.common.tariff.PriceLine;
import com.parkhold.session.Stays;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlementTest {

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
        Settlement settlement = Settlement.of(Stays.terms("r1", kind), Stays.START.plus(stay));
        assertThat(settlement.charge().minor()).isEqualTo(charge);
        assertThat(settlement.refund().minor()).isEqualTo(refund);
        assertThat(settlement.credit().minor()).isEqualTo(credit);
        assertThat(settlement.lines().stream().mapToLong(PriceLine::amountMinor).sum())
                .isEqualTo(charge - refund - credit);
    }
}
