package com.parkhold.benchmarks.holds;

import com.parkhold.benchmarks.Benchmark;
import com.parkhold.benchmarks.Target;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds a second at one hot lot and spread over many, by the product and by the usual ways, and at a lot that fills up.
 * Every strategy has the same server, the same clients and the same stays; every hold is counted afterwards.
 */
public final class HoldsBenchmark implements Benchmark {

    private static final Duration LONGEST_BINDING = Duration.ofSeconds(1);
    private static final List<Setting> WARM_UP_LOTS =
            List.of(new Setting("warm-up", 20, 30_000, false), new Setting("warm-up-spread", 300, 3_000, false));
    private static final double ROUND_OF_WARM_UP = 1;
    private static final double WARM_UP = 0.4;
    private static final String TWO_INSTANCES = "two-instances";
    private static final String TWO_WITH_LOCK = "two-with-lock";
    private static final List<String> STRATEGIES = List.of(
            HoldsReport.LOCK_AND_CHECK,
            Baseline.ROW_LOCK,
            Baseline.SLOT_COUNTERS,
            HoldsReport.INSERT_ONLY,
            Product.NAME,
            TWO_INSTANCES,
            TWO_WITH_LOCK);

    private final List<Setting> settings;
    private final int clients;
    private final List<String> strategies;

    HoldsBenchmark(List<Setting> settings, int clients) {
        this(settings, clients, STRATEGIES);
    }

    private HoldsBenchmark(List<Setting> settings, int clients, List<String> strategies) {
        this.settings = settings;
        this.clients = clients;
        this.strategies = strategies;
    }

    /** As it is reported: one lot and 1,000 lots, 64 clients. */
    public static HoldsBenchmark usual() {
        return new HoldsBenchmark(
                List.of(
                        new Setting("hot", 1, 30_000, false),
                        new Setting("spread", 1000, 60, false),
                        new Setting("binding", 1, 20, true)),
                64);
    }

    @Override
    public String name() {
        return "holds";
    }

    /** Settings and strategies: where only the one kind is named, all of the other are meant. */
    @Override
    public Set<String> cases() {
        return Stream.concat(settings.stream().map(Setting::name), STRATEGIES.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Benchmark limitedTo(List<String> cases) {
        List<Setting> some = settings.stream()
                .filter(setting -> cases.contains(setting.name()))
                .toList();
        List<String> named = STRATEGIES.stream().filter(cases::contains).toList();
        return new HoldsBenchmark(some.isEmpty() ? settings : some, clients, named.isEmpty() ? STRATEGIES : named);
    }

    @Override
    public Report run(Duration measured, Path directory) throws Exception {
        try (Servers servers = Servers.start(directory);
                BaselineTables tables = new BaselineTables(servers.database("baselines"), clients);
                Instances instances = new Instances(servers, servers.database("inventory"))) {
            List<Strategy> chosen = STRATEGIES.stream()
                    .filter(strategies::contains)
                    .map(strategy -> open(strategy, tables, instances))
                    .toList();
            return measure(servers, chosen, measured);
        }
    }

    private static Strategy open(String strategy, BaselineTables tables, Instances instances) {
        return switch (strategy) {
            case HoldsReport.LOCK_AND_CHECK -> Baseline.lockAndCheck(tables, instances.redisson());
            case Baseline.ROW_LOCK -> Baseline.rowLock(tables);
            case Baseline.SLOT_COUNTERS -> Baseline.slotCounters(tables);
            case HoldsReport.INSERT_ONLY -> Baseline.insertOnly(tables);
            case Product.NAME -> instances.plain(0);
            case TWO_INSTANCES -> new TwoInstances(strategy, instances.plain(0), instances.plain(1));
            case TWO_WITH_LOCK -> new TwoInstances(strategy, instances.locked(0), instances.locked(1));
            default -> throw new IllegalArgumentException("There is no strategy " + strategy);
        };
    }

    private Report measure(Servers servers, List<Strategy> chosen, Duration measured)
            throws SQLException, InterruptedException, ExecutionException {
        List<Measurement> measurements = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        warmUp(chosen, measured);
        for (Setting setting : settings) {
            for (Strategy strategy : chosen) {
                if (strategy.checksRoom() || !setting.binding()) {
                    servers.settle();
                    Measurement one = load(setting, measured).on(strategy, setting);
                    measurements.add(one);
                    faults.addAll(one.faults(strategy.checksRoom()));
                }
            }
        }
        HoldsReport report = new HoldsReport(measurements);
        faults.addAll(Target.missed(HoldsReport.TARGETS, report.figures(), measured));
        return new Report(headline(servers, measured) + "\n\n" + report.table(), report.figures(), faults);
    }

    /** Every strategy alike: what is measured afterwards is compiled code. */
    private void warmUp(List<Strategy> chosen, Duration measured)
            throws SQLException, InterruptedException, ExecutionException {
        Duration time = Duration.ofMillis((long) (measured.toMillis() * ROUND_OF_WARM_UP));
        for (Strategy strategy : chosen) {
            for (Setting lots : WARM_UP_LOTS) {
                load(lots, time).on(strategy, lots);
            }
        }
    }

    private Load load(Setting setting, Duration measured) {
        Duration time = setting.binding() && measured.compareTo(LONGEST_BINDING) > 0 ? LONGEST_BINDING : measured;
        return new Load(
                clients,
                Duration.ofMillis((long) (time.toMillis() * WARM_UP)),
                time,
                setting.name().hashCode());
    }

    private String headline(Servers servers, Duration measured) throws SQLException {
        return "holds: %d clients, %.1f s each after %.1f s of warm-up; %s"
                .formatted(
                        clients,
                        measured.toMillis() / 1000.0,
                        measured.toMillis() * WARM_UP / 1000,
                        servers.description());
    }
}
