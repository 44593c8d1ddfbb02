package com.parkhold.benchmarks.holds;

import com.parkhold.benchmarks.Benchmark;
import com.parkhold.benchmarks.Figure;
import com.parkhold.benchmarks.Table;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long one instance goes on showing room that another has committed as sold: from the answer to a hold on the one
 * until the other's availability counts it. Both stand below HTTP, on one database and one Redis.
 */
public final class FollowBenchmark implements Benchmark {

    private static final Setting WATCHED = new Setting("follow", 20, 30_000, false);
    private static final Setting BUSY = new Setting("follow-busy", 20, 30_000, false);
    private static final long LIMIT_MICROS = TimeUnit.MILLISECONDS.toMicros(50);
    private static final long NEVER_MICROS = TimeUnit.SECONDS.toMicros(2);
    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long READ_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long HOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private volatile boolean over;

    /**
     * What goes on around it.
     *
     * @param readers drivers who look at the watched lots on both instances
     * @param holders drivers who book other lots meanwhile
     */
    private record Around(String name, int readers, int holders) {}

    private static final List<Around> CASES =
            List.of(new Around("alone", 0, 0), new Around("read", 8, 0), new Around("read-and-booked", 8, 16));

    @Override
    public String name() {
        return "follow";
    }

    @Override
    public Report run(Duration measured, Path directory) throws Exception {
        try (Servers servers = Servers.start(directory)) {
            String database = servers.database("inventory");
            try (Product one = new Product(database, servers.redisPort());
                    Product other = new Product(database, servers.redisPort())) {
                one.prepare(WATCHED);
                one.prepare(BUSY);
                watch(CASES.getLast(), measured, one, other);
                List<Histogram> found = new ArrayList<>();
                for (Around around : CASES) {
                    found.add(watch(around, measured, one, other));
                }
                return report(found, servers);
            }
        }
    }

    private Histogram watch(Around around, Duration time, Product one, Product other) throws Exception {
        over = false;
        Histogram micros = new Histogram(NEVER_MICROS, 3);
        List<Future<?>> crowd = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < around.readers; number++) {
                SplittableRandom random = new SplittableRandom(number);
                Product asked = number % 2 == 0 ? one : other;
                crowd.add(threads.submit(() -> read(asked, random)));
            }
            for (int number = 0; number < around.holders; number++) {
                SplittableRandom random = new SplittableRandom(time.toNanos() + 31L * number + around.readers);
                Product asked = number % 2 == 0 ? one : other;
                crowd.add(threads.submit(() -> book(asked, random)));
            }
            SplittableRandom random = new SplittableRandom(around.name.hashCode() + System.nanoTime());
            long until = System.nanoTime() + time.toNanos();
            while (System.nanoTime() - until < 0) {
                boolean swapped = random.nextBoolean();
                micros.recordValue(follow(swapped ? other : one, swapped ? one : other, random));
            }
            over = true;
            for (Future<?> client : crowd) {
                client.get();
            }
        }
        return micros;
    }

    /** Microseconds from the answer to a hold until the follower counts it. */
    private static long follow(Product holder, Product follower, SplittableRandom random) {
        Stay stay = Stay.random(WATCHED, random);
        int before = follower.free(stay);
        if (holder.hold(stay) != Strategy.Answer.HELD) {
            throw new IllegalStateException("Lot " + stay.lotId() + " is meant to have room");
        }
        long held = System.nanoTime();
        long micros;
        int free;
        do {
            free = follower.free(stay);
            micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - held);
            LockSupport.parkNanos(LOOK_NANOS);
        } while (free >= before && micros < NEVER_MICROS);
        return Math.min(micros, NEVER_MICROS);
    }

    private void read(Product asked, SplittableRandom random) {
        while (!over) {
            asked.free(Stay.random(WATCHED, random));
            LockSupport.parkNanos(READ_NANOS);
        }
    }

    private void book(Product asked, SplittableRandom random) {
        while (!over) {
            asked.hold(Stay.random(BUSY, random));
            LockSupport.parkNanos(HOLD_NANOS);
        }
    }

    private static Report report(List<Histogram> found, Servers servers) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        rows.add(List.of("around it", "", "commits", "p50 ms", "p90 ms", "p99 ms", "max ms", "after 50 ms"));
        for (int index = 0; index < found.size(); index++) {
            String name = CASES.get(index).name;
            Histogram micros = found.get(index);
            long late = micros.getTotalCount() - micros.getCountBetweenValues(0, LIMIT_MICROS);
            rows.add(List.of(
                    name,
                    "",
                    Long.toString(micros.getTotalCount()),
                    millis(micros.getValueAtPercentile(50)),
                    millis(micros.getValueAtPercentile(90)),
                    millis(micros.getValueAtPercentile(99)),
                    millis(micros.getMaxValue()),
                    Long.toString(late)));
            figures.add(new Figure(name + ".p50Millis", micros.getValueAtPercentile(50) / 1000.0, "ms"));
            figures.add(new Figure(name + ".p99Millis", micros.getValueAtPercentile(99) / 1000.0, "ms"));
            figures.add(new Figure(name + ".maxMillis", micros.getMaxValue() / 1000.0, "ms"));
            figures.add(new Figure(name + ".late", late, "1"));
            if (late > 0) {
                faults.add("%s: %d commits of %d were followed after more than 50 ms, the latest after %s"
                        .formatted(name, late, micros.getTotalCount(), millis(micros.getMaxValue())));
            }
        }
        return new Report(
                "follow: from one instance's commit to the other's availability, %s%n%n%s"
                        .formatted(servers.description(), Table.of(rows)),
                figures,
                faults);
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.1f", micros / 1000.0);
    }
}
