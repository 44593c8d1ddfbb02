package com.parkhold.benchmarks.holds;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Clients that ask one after the other as fast as they are answered, first to warm up, then measured.
 *
 * @param seed tells one run's holds from another's
 */
record Load(int clients, Duration warmUp, Duration measured, long seed) {

    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(5);
    private static final double MICROS_A_MILLI = 1000;
    private static final double NANOS_A_MILLI = 1_000_000;

    Measurement on(Strategy strategy, Setting setting) throws SQLException, InterruptedException, ExecutionException {
        strategy.prepare(setting);
        long from = System.nanoTime() + warmUp.toNanos();
        long until = from + measured.toNanos();
        Client total = new Client(strategy, setting, new SplittableRandom(seed), from, until);
        Spent spent;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            SplittableRandom seeds = new SplittableRandom(seed);
            List<Future<Client>> running = new ArrayList<>();
            for (int number = 0; number < clients; number++) {
                Client client = new Client(strategy, setting, seeds.split(), from, until);
                running.add(threads.submit(client::run));
            }
            spent = spentBetween(from, until);
            for (Future<Client> client : running) {
                total.add(client.get());
            }
        }
        return total.measurement(measured, spent);
    }

    /** What this process used up, clients included. */
    private record Spent(long cpuNanos, long allocatedBytes) {
        static Spent untilNow() {
            OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            return new Spent(process.getProcessCpuTime(), threads.getTotalThreadAllocatedBytes());
        }
    }

    private static Spent spentBetween(long from, long until) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(from - System.nanoTime());
        Spent before = Spent.untilNow();
        TimeUnit.NANOSECONDS.sleep(until - System.nanoTime());
        Spent after = Spent.untilNow();
        return new Spent(after.cpuNanos - before.cpuNanos, after.allocatedBytes - before.allocatedBytes);
    }

    private static final class Client {
        private final Strategy strategy;
        private final Setting setting;
        private final SplittableRandom random;
        private final long from;
        private final long until;
        private final Histogram micros = new Histogram(HIGHEST_MICROS, 3);
        private long acknowledged;
        private long refused;
        private long unanswered;

        Client(Strategy strategy, Setting setting, SplittableRandom random, long from, long until) {
            this.strategy = strategy;
            this.setting = setting;
            this.random = random;
            this.from = from;
            this.until = until;
        }

        Client run() throws SQLException, InterruptedException {
            long asked = System.nanoTime();
            while (asked - until < 0) {
                Strategy.Answer answer = strategy.hold(Stay.random(setting, random));
                long answered = System.nanoTime();
                count(answer, asked, answered);
                asked = answered;
            }
            return this;
        }

        private void count(Strategy.Answer answer, long asked, long answered) {
            switch (answer) {
                case HELD -> {
                    acknowledged++;
                    if (answered - from >= 0 && answered - until < 0) {
                        micros.recordValue(Math.min(HIGHEST_MICROS, TimeUnit.NANOSECONDS.toMicros(answered - asked)));
                    }
                }
                case FULL -> refused++;
                case UNANSWERED -> unanswered++;
            }
        }

        void add(Client other) {
            micros.add(other.micros);
            acknowledged += other.acknowledged;
            refused += other.refused;
            unanswered += other.unanswered;
        }

        Measurement measurement(Duration measured, Spent spent) throws SQLException, InterruptedException {
            return new Measurement(
                    strategy.name(),
                    setting,
                    measured.toNanos() / NANOS_A_MILLI / 1000,
                    micros.getTotalCount(),
                    acknowledged,
                    refused,
                    unanswered,
                    micros.getValueAtPercentile(50) / MICROS_A_MILLI,
                    micros.getValueAtPercentile(99) / MICROS_A_MILLI,
                    spent.cpuNanos / NANOS_A_MILLI,
                    spent.allocatedBytes,
                    strategy.recount(setting));
        }
    }
}
