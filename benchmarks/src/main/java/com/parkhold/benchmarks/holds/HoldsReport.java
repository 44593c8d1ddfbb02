package com.parkhold.benchmarks.holds;

import com.parkhold.benchmarks.Figure;
import com.parkhold.benchmarks.Table;
import com.parkhold.benchmarks.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The measurements of a run, as a table and as figures. Pure. */
record HoldsReport(List<Measurement> measurements) {

    static final String LOCK_AND_CHECK = "lock-and-check";
    static final String INSERT_ONLY = "insert-only";

    /** What the product has to reach. */
    static final List<Target> TARGETS = List.of(
            Target.atLeast("product.hot.times." + LOCK_AND_CHECK, 30),
            Target.atLeast("product.hot.times." + INSERT_ONLY, 1.5),
            Target.atLeast("product.spread.times." + LOCK_AND_CHECK, 8),
            Target.atLeast("product.spread.times." + INSERT_ONLY, 1),
            Target.atMost("product.hot.p99Millis", 20),
            Target.atMost("product.spread.p99Millis", 20));

    private static final List<String> HEADINGS = List.of(
            "setting",
            "strategy",
            "holds/s",
            "x lock-and-check",
            "x insert-only",
            "p50 ms",
            "p99 ms",
            "CPU ms/hold",
            "bytes/hold",
            "refused",
            "unanswered",
            "oversold");

    String table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        for (Measurement one : measurements) {
            rows.add(List.of(
                    one.setting().name(),
                    one.strategy(),
                    number("%.0f", one.rate()),
                    times(one, LOCK_AND_CHECK),
                    times(one, INSERT_ONLY),
                    number("%.2f", one.p50Millis()),
                    number("%.2f", one.p99Millis()),
                    number("%.3f", one.cpuMillisPerHold()),
                    number("%.0f", one.allocatedBytesPerHold()),
                    Long.toString(one.refused()),
                    Long.toString(one.unanswered()),
                    Long.toString(one.recount().oversold())));
        }
        return Table.of(rows);
    }

    /** As docs name them: STRATEGY.SETTING.rate and the like, and oversold over everything. */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (Measurement one : measurements) {
            String name = one.strategy() + "." + one.setting().name();
            figures.add(new Figure(name + ".rate", one.rate(), "1/s"));
            figures.add(new Figure(name + ".p50Millis", one.p50Millis(), "ms"));
            figures.add(new Figure(name + ".p99Millis", one.p99Millis(), "ms"));
            figures.add(new Figure(name + ".cpuMillisPerHold", one.cpuMillisPerHold(), "ms"));
            figures.add(new Figure(name + ".allocatedBytesPerHold", one.allocatedBytesPerHold(), "B"));
            figures.add(new Figure(name + ".refused", one.refused(), "1"));
            for (String baseline : List.of(LOCK_AND_CHECK, INSERT_ONLY)) {
                ratio(one, baseline)
                        .ifPresent(ratio -> figures.add(new Figure(name + ".times." + baseline, ratio, "1")));
            }
        }
        figures.add(new Figure("oversold", oversold(), "1"));
        return figures;
    }

    long oversold() {
        return measurements.stream().mapToLong(one -> one.recount().oversold()).sum();
    }

    /** How many times the rate of a baseline in the same setting; none where lots are full, for then little is held. */
    Optional<Double> ratio(Measurement one, String baseline) {
        return measurements.stream()
                .filter(_ -> !one.setting().binding())
                .filter(other ->
                        other.strategy().equals(baseline) && other.setting().equals(one.setting()))
                .filter(other -> other.held() > 0)
                .map(other -> one.rate() / other.rate())
                .findFirst();
    }

    private String times(Measurement one, String baseline) {
        return ratio(one, baseline).map(ratio -> number("%.2f", ratio)).orElse("-");
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
