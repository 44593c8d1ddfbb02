package com.parkhold.benchmarks.webhooks;

import com.parkhold.benchmarks.Benchmark;
import com.parkhold.benchmarks.Figure;
import com.parkhold.benchmarks.Target;
import com.parkhold.benchmarks.webhooks.WebhookLoad.Sent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Webhooks at a steady rate while the provider is slow, so that the work behind lags; then the provider is quick again,
 * and what waits is worked off. Each is a booking that becomes certain: its checkout is looked up at the provider, its
 * payment authorised, {@code PaymentAuthorized} stated in the outbox.
 */
public final class WebhooksBenchmark implements Benchmark {

    private static final List<Target> TARGETS =
            List.of(Target.atMost("accept.p99Millis", 50), Target.atLeast("drain.rate", 300));

    private static final String USER = "postgres";
    private static final Duration SLOW = Duration.ofMillis(500);
    private static final Duration QUICK = Duration.ofMillis(5);
    private static final int WARM_UP_SECONDS = 2;
    /** The database server has the rows that we made for the run to look after. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path repository;
    private final int perSecond;

    WebhooksBenchmark(Path repository, int perSecond) {
        this.repository = repository;
        this.perSecond = perSecond;
    }

    /** As it is reported: 1,000 a second. */
    public static WebhooksBenchmark usual() {
        return new WebhooksBenchmark(
                Path.of(Objects.requireNonNullElse(System.getenv("PARK_REPOSITORY"), "."))
                        .toAbsolutePath(),
                1000);
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public Report run(Duration measured, Path directory) throws Exception {
        Files.createDirectories(directory);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(Files.createTempDirectory(directory, "postgres-"))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("wal_level", "logical")
                        .setServerConfig("max_connections", "200")
                        .start();
                StandInProvider provider = StandInProvider.start();
                PaymentProcess service = PaymentProcess.start(
                        repository,
                        postgres.getJdbcUrl(USER, USER),
                        USER,
                        provider.address(),
                        directory.resolve("payment-service.log"))) {
            return measure(new Bookings(postgres.getJdbcUrl(USER, USER)), provider, service, measured);
        }
    }

    private Report measure(Bookings bookings, StandInProvider provider, PaymentProcess service, Duration measured)
            throws SQLException, InterruptedException, IOException {
        int count = Math.max(1, (int) (perSecond * measured.toMillis() / 1000));
        WebhookLoad load = new WebhookLoad(service.webhooks());
        provider.answerAfter(QUICK);
        int warm = warmUp(bookings, load);

        provider.answerAfter(SLOW);
        bookings.open("run", count);
        Thread.sleep(SETTLING);
        Duration processor = service.processorTime();
        Sent sent = load.send("run", count, perSecond);
        long lagging = count - bookings.confirmed("run");
        provider.answerAfter(QUICK);
        Duration drained = drain(bookings, "run", count);
        Duration used = service.processorTime().minus(processor);
        return report(
                measured,
                sent,
                lagging,
                drained,
                used,
                bookings.stored() == (long) warm + count,
                bookings.wrong("run", count));
    }

    /** Slowly first: a service that has just begun compiles what it runs. */
    private int warmUp(Bookings bookings, WebhookLoad load) throws SQLException, InterruptedException, IOException {
        int warm = 0;
        for (int part : new int[] {20, 10, 4, 2, 1, 1, 1, 1, 1, 1}) {
            String run = "w" + warm + "x";
            int count = Math.max(1, perSecond * WARM_UP_SECONDS / part);
            bookings.open(run, count);
            load.send(run, count, Math.max(1, perSecond / part));
            drain(bookings, run, count);
            warm += count;
        }
        return warm;
    }

    private static Duration drain(Bookings bookings, String run, int count) throws SQLException, InterruptedException {
        long began = System.nanoTime();
        while (bookings.confirmed(run) < count) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException("%d of %d were confirmed".formatted(bookings.confirmed(run), count));
            }
            Thread.sleep(Duration.ofMillis(20));
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private Report report(
            Duration measured,
            Sent sent,
            long lagging,
            Duration drained,
            Duration used,
            boolean allStored,
            long wrong) {
        double drainRate = lagging / Math.max(0.001, drained.toMillis() / 1000.0);
        double processorMillis = used.toMillis() / (double) sent.count();
        List<Figure> figures = List.of(
                new Figure("accept.rate", sent.rate(), "1/s"),
                new Figure("accept.p50Millis", sent.percentileMillis(50), "ms"),
                new Figure("accept.p99Millis", sent.percentileMillis(99), "ms"),
                new Figure("accept.refused", sent.refused(), "webhooks"),
                new Figure("lagging", lagging, "bookings"),
                new Figure("drain.rate", drainRate, "1/s"),
                new Figure("cpuMillisPerBooking", processorMillis, "ms"));
        String text = """
            webhooks: %d at %d/s while the provider takes %d ms, then drained while it takes %d ms
            accepted  %.0f/s, p50 %.1f ms, p99 %.1f ms, refused %d
            drained   %d lagging bookings in %.1f s: %.0f/s
            cost      %.2f ms of processor time of payment-service for each confirmed booking\
            """.formatted(
                        sent.count(),
                        perSecond,
                        SLOW.toMillis(),
                        QUICK.toMillis(),
                        sent.rate(),
                        sent.percentileMillis(50),
                        sent.percentileMillis(99),
                        sent.refused(),
                        lagging,
                        drained.toMillis() / 1000.0,
                        drainRate,
                        processorMillis);
        List<String> faults = new ArrayList<>(faults(sent, allStored, wrong));
        faults.addAll(Target.missed(TARGETS, figures, measured));
        return new Report(text, figures, faults);
    }

    private static List<String> faults(Sent sent, boolean allStored, long wrong) {
        List<String> faults = new ArrayList<>();
        if (sent.refused() > 0) {
            faults.add(sent.refused() + " webhooks were not accepted");
        }
        if (!allStored) {
            faults.add("what was accepted is not what is stored");
        }
        if (wrong > 0) {
            faults.add(wrong + " bookings were not confirmed exactly once");
        }
        return faults;
    }
}
