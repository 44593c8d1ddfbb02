package com.parkhold.benchmarks.holds;

import com.parkhold.benchmarks.Benchmark;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

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
    private static final Set<String> STRATEGIES = Set.of(
            HoldsReport.LOCK_AND_CHECK,
            Baseline.ROW_LOCK,
            Baseline.SLOT_COUNTERS,
            HoldsReport.INSERT_ONLY,
            Product.NAME,
            TWO_INSTANCES,
            TWO_WITH_LOCK);

    private final List<Setting> settings;
    private final int clients;
    private final Set<String> strategies;

    HoldsBenchmark(List<Setting> settings, int clients) {
        this(settings, clients, STRATEGIES);
    }

    private HoldsBenchmark(List<Setting> settings, int clients, Set<String> strategies) {
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
        Set<String> named = STRATEGIES.stream().filter(cases::contains).collect(Collectors.toUnmodifiableSet());
        return new HoldsBenchmark(some.isEmpty() ? settings : some, clients, named.isEmpty() ? STRATEGIES : named);
    }

    @Override
    public Report run(Duration measured, Path directory) throws Exception {
        try (Servers servers = Servers.start(directory);
                BaselineTables tables = new BaselineTables(servers.database("baselines"), clients)) {
            RedissonClient redisson = redisson(servers.redisPort());
            String inventory = servers.database("inventory");
            try (Product product = new Product(inventory, servers.redisPort());
                    Strategy twice =
                            new TwoInstances(TWO_INSTANCES, product, new Product(inventory, servers.redisPort()));
                    Product locked = new Product(inventory, servers.redisPort(), LockedTransactions.with(redisson));
                    Strategy lockedTwice = new TwoInstances(
                            TWO_WITH_LOCK,
                            locked,
                            new Product(inventory, servers.redisPort(), LockedTransactions.with(redisson)))) {
                Stream<Strategy> all = Stream.of(
                        Baseline.lockAndCheck(tables, redisson),
                        Baseline.rowLock(tables),
                        Baseline.slotCounters(tables),
                        Baseline.insertOnly(tables),
                        product,
                        twice,
                        lockedTwice);
                return measure(
                        servers,
                        all.filter(strategy -> strategies.contains(strategy.name()))
                                .toList(),
                        measured);
            } finally {
                redisson.shutdown();
            }
        }
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

    private static RedissonClient redisson(int port) {
        Config config = new Config();
        config.useSingleServer().setAddress("redis://127.0.0.1:" + port);
        return Redisson.create(config);
    }
}
