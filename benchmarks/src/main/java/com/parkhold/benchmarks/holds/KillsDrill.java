package com.parkhold.benchmarks.holds;

import com.parkhold.benchmarks.Benchmark;
import com.parkhold.benchmarks.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code kill -9} of the service, then of PostgreSQL, while clients ask for room. A client that was cut off asks again
 * with the same reservation. Afterwards every hold that was ever acknowledged must be there, none sold twice.
 */
public final class KillsDrill implements Benchmark {

    private static final Setting LOT = new Setting("kills", 1, 30_000, false);
    private static final int CLIENTS = 32;
    private static final long PAUSE_MILLIS = 50;

    private final AtomicInteger port = new AtomicInteger();
    private final Collection<String> acknowledged = new ConcurrentLinkedQueue<>();
    private volatile boolean over;
    private Instant day = Instant.EPOCH;

    @Override
    public String name() {
        return "kills";
    }

    @Override
    public Report run(Duration measured, Path directory) throws Exception {
        try (Servers servers = Servers.start(directory);
                ServiceToken token = new ServiceToken()) {
            String database = servers.database("inventory");
            try (Product product = new Product(database, servers.redisPort())) {
                product.prepare(LOT);
                day = product.day();
            }
            List<String> arguments = List.of(
                    database,
                    Integer.toString(servers.redisPort()),
                    "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + token.uri(),
                    "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + token.uri());
            drill(measured.dividedBy(2), servers, arguments, token.text());
            try (Product product = new Product(database, servers.redisPort())) {
                return report(product);
            }
        }
    }

    private void drill(Duration load, Servers servers, List<String> arguments, String token) throws Exception {
        List<Future<?>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try (ServiceProcess first = ServiceProcess.start(arguments)) {
                port.set(first.port());
                SplittableRandom seeds = new SplittableRandom(1);
                for (int client = 0; client < CLIENTS; client++) {
                    SplittableRandom random = seeds.split();
                    clients.add(threads.submit(() -> client(random, token)));
                }
                TimeUnit.NANOSECONDS.sleep(load.toNanos());
            }
            try (ServiceProcess second = ServiceProcess.start(arguments)) {
                port.set(second.port());
                TimeUnit.NANOSECONDS.sleep(load.toNanos());
                servers.killPostgres();
                TimeUnit.NANOSECONDS.sleep(load.toNanos());
                over = true;
                for (Future<?> client : clients) {
                    client.get();
                }
            }
        }
    }

    private void client(SplittableRandom random, String token) {
        while (!over) {
            Stay stay = Stay.random(LOT, random);
            String body =
                    "{\"lotId\":\"%s\",\"userId\":\"u\",\"vehicleType\":\"SUV\",\"startTime\":\"%s\",\"endTime\":\"%s\"}"
                            .formatted(stay.lotId(), start(stay), end(stay));
            while (!over && !isAcknowledged(stay.reservationId(), body, token)) {
                pause();
            }
        }
    }

    private boolean isAcknowledged(String reservationId, String body, String token) {
        try (Wire wire = new Wire(port.get(), token)) {
            boolean held = wire.ask("PUT", "/internal/holds/" + reservationId, body) == 200;
            if (held) {
                acknowledged.add(reservationId);
            }
            return held;
        } catch (IOException cutOff) {
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private String start(Stay stay) {
        return day.plusSeconds(900L * stay.from()).toString();
    }

    private String end(Stay stay) {
        return day.plusSeconds(900L * stay.until()).toString();
    }

    private Report report(Product product) {
        JdbcClient jdbc = product.jdbc();
        long lost = jdbc.sql("""
            select count(*) from unnest(:ids::text[]) told (id)
            where not exists (select 1 from hold where lot_id = :lot and reservation_id = told.id and state = 'HELD')""")
                .param("ids", acknowledged.toArray(String[]::new))
                .param("lot", LOT.lotId(0))
                .query(Long.class)
                .single();
        Strategy.Recount recount = product.recount(LOT);
        List<String> faults = new ArrayList<>();
        if (acknowledged.isEmpty() || lost > 0 || recount.oversold() > 0 || recount.drifted() > 0) {
            faults.add("acknowledged %d, lost %d, oversold %d, drifted %d"
                    .formatted(acknowledged.size(), lost, recount.oversold(), recount.drifted()));
        }
        return new Report(
                "kills: kill -9 of the service, then of PostgreSQL, %d clients: %d holds acknowledged, %d lost, %d stored, %d oversold, %d rows drifted"
                        .formatted(
                                CLIENTS,
                                acknowledged.size(),
                                lost,
                                recount.stored(),
                                recount.oversold(),
                                recount.drifted()),
                List.of(
                        new Figure("acknowledged", acknowledged.size(), "1"),
                        new Figure("lost", lost, "1"),
                        new Figure("oversold", recount.oversold(), "1"),
                        new Figure("drifted", recount.drifted(), "1")),
                faults);
    }
}
