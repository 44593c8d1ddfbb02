package com.parkhold.benchmarks;

import com.parkhold.benchmarks.Benchmark.Report;
import com.parkhold.benchmarks.gate.GateBenchmark;
import com.parkhold.benchmarks.holds.FollowBenchmark;
import com.parkhold.benchmarks.holds.HistoryBenchmark;
import com.parkhold.benchmarks.holds.HoldsBenchmark;
import com.parkhold.benchmarks.holds.HoldsHttpBenchmark;
import com.parkhold.benchmarks.holds.KillsDrill;
import com.parkhold.benchmarks.webhooks.WebhooksBenchmark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * {@code ./park bench [NAME ...] [--http] [--case NAME] [--seconds N | --minutes N]}: measures, prints, and
 * writes {@code $PARK_DIR/bench/NAME.json}. Exits 2 for a question that cannot be asked and 1 if the figures are worthless, such as after an oversell.
 */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        System.exit(run(List.of(arguments), benchmarks(), parkDirectory()));
    }

    private static List<Benchmark> benchmarks() {
        return List.of(
                HoldsBenchmark.usual(),
                new HoldsHttpBenchmark(64),
                new HistoryBenchmark(10_000, 5_000_000),
                new FollowBenchmark(),
                new KillsDrill(),
                new GateBenchmark(),
                WebhooksBenchmark.usual());
    }

    static int run(List<String> words, List<Benchmark> benchmarks, Path parkDirectory) throws Exception {
        Map<String, Benchmark> byName = new LinkedHashMap<>();
        benchmarks.forEach(benchmark -> byName.put(benchmark.name(), benchmark));
        return switch (Arguments.parse(words, byName.keySet())) {
            case Arguments.Wrong(String why) -> {
                System.err.println("park bench: " + why);
                yield 2;
            }
            case Arguments.Measure(List<String> names, Duration measured, List<String> cases) -> {
                boolean good = true;
                for (String name : names) {
                    Set<String> known = Objects.requireNonNull(byName.get(name)).cases();
                    if (!known.containsAll(cases)) {
                        System.err.println("park bench: " + name + " has the cases " + String.join(" ", known));
                        yield 2;
                    }
                }
                for (String name : names) {
                    Benchmark benchmark = Objects.requireNonNull(byName.get(name));
                    Benchmark wanted = cases.isEmpty() ? benchmark : benchmark.limitedTo(cases);
                    good &= measure(wanted, measured, parkDirectory.resolve("bench"));
                }
                yield good ? 0 : 1;
            }
        };
    }

    private static boolean measure(Benchmark benchmark, Duration measured, Path directory) throws Exception {
        Report report = benchmark.run(measured, directory);
        System.out.println(report.text());
        report.faults().forEach(fault -> System.err.println("park bench: " + fault));
        System.out.println(new FiguresFile(report.figures()).write(directory, benchmark.name()));
        return report.faults().isEmpty();
    }

    private static Path parkDirectory() {
        return Path.of(Objects.requireNonNullElse(System.getenv("PARK_DIR"), ".park"))
                .toAbsolutePath();
    }
}
