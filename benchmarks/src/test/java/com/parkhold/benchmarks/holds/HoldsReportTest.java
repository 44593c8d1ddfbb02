package com.parkhold.benchmarks.holds;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.benchmarks.Figure;
import com.parkhold.benchmarks.holds.Strategy.Recount;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldsReportTest {

    private static final Setting HOT = new Setting("hot", 1, 10, false);
    private static final Setting BINDING = new Setting("binding", 1, 10, true);

    @Test
    void comparesWithTheBaselinesOfTheSameSetting() {
        Measurement product = measured("product", HOT, 3000, 0, new Recount(3000, 0, 0));
        Measurement baseline = measured("lock-and-check", HOT, 100, 0, new Recount(100, 0, 0));
        HoldsReport report = new HoldsReport(List.of(product, baseline));
        assertThat(report.ratio(product, "lock-and-check")).contains(30.0);
        assertThat(report.ratio(product, "insert-only")).isEmpty();
        assertThat(report.table()).contains("1500", "30.00");
        assertThat(report.figures())
                .contains(
                        new Figure("product.hot.rate", 1500, "1/s"),
                        new Figure("product.hot.p99Millis", 9, "ms"),
                        new Figure("product.hot.cpuMillisPerHold", 0.1, "ms"),
                        new Figure("product.hot.allocatedBytesPerHold", 1000, "B"),
                        new Figure("oversold", 0, "1"));
    }

    @Test
    void findsWhatMustNeverBe() {
        assertThat(measured("a", HOT, 5, 0, new Recount(5, 0, 0)).faults(true)).isEmpty();
        assertThat(measured("a", HOT, 5, 0, new Recount(5, 2, 0)).faults(true)).containsExactly("a.hot oversold 2");
        assertThat(measured("a", HOT, 5, 0, new Recount(5, 0, 1)).faults(true)).hasSize(1);
        assertThat(measured("a", HOT, 5, 0, new Recount(4, 0, 0)).faults(true))
                .containsExactly("a.hot acknowledged 5 holds and stored 4");
        assertThat(measured("a", HOT, 0, 0, new Recount(0, 0, 0)).faults(true)).containsExactly("a.hot held nothing");
        assertThat(measured("a", BINDING, 5, 0, new Recount(5, 0, 0)).faults(true))
                .containsExactly("a.binding never filled up");
        assertThat(measured("a", BINDING, 5, 1, new Recount(5, 0, 0)).faults(true))
                .isEmpty();
    }

    private static Measurement measured(String strategy, Setting setting, long held, long refused, Recount recount) {
        return new Measurement(strategy, setting, 2, held, held, refused, 0, 3, 9, held / 10.0, held * 1000, recount);
    }
}
