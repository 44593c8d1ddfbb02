package com.parkhold.benchmarks.holds;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.benchmarks.Benchmark.Report;
import com.parkhold.benchmarks.Figure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldsIT {

    @TempDir
    Path directory;

    @Test
    void measuresEveryStrategyWithoutSellingTwice() throws Exception {
        List<Setting> settings = List.of(
                new Setting("hot", 1, 5000, false),
                new Setting("spread", 5, 1000, false),
                new Setting("binding", 1, 2, true));
        List<String> singly = List.of("product", "lock-and-check", "row-lock", "slot-counters", "insert-only");
        Report report = new HoldsBenchmark(settings, 8).limitedTo(singly).run(Duration.ofMillis(400), directory);
        assertThat(report.faults()).isEmpty();
        Map<String, Double> figures = report.figures().stream().collect(Collectors.toMap(Figure::name, Figure::value));
        for (String strategy : singly) {
            assertThat(figures.get(strategy + ".hot.rate")).isPositive();
            assertThat(figures.get(strategy + ".spread.rate")).isPositive();
        }
        assertThat(figures.get("product.binding.refused")).isPositive();
        assertThat(figures).containsEntry("oversold", 0.0);
        assertThat(report.text()).contains("fsync on, synchronous_commit on, full_page_writes on");
    }
}
