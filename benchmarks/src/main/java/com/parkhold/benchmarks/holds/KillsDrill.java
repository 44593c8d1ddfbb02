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
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code kill -9} of the service, then of PostgreSQL, while clients ask for room. A client that was cut off asks again
 * with the same reservation. Afterwards every hold that was ever acknowledged must be there, none sold twice.
 */
public final class KillsDrill implements Benchmark {

    private static final Setting LOT = new Setting("kills", 1, 30_000, false);
    private static final int CLIENTS = 32;
    private static final long PAUSE_MILLIS = 50;
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final AtomicInteger port = new AtomicInteger();
    private final Collection<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final LongAdder cutOff = new LongAdder();
    private final List<Integer> acknowledgedBy = new ArrayList<>();
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
                    "--server.tomcat.max-keep-alive-requests=-1",
                    "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + token.uri(),
                    "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + token.uri());
            drill(measured.dividedBy(3), servers, arguments, token.text());
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
                underLoad(load);
            }
            try (ServiceProcess second = ServiceProcess.start(arguments)) {
                port.set(second.port());
                underLoad(load);
                servers.killPostgres();
                underLoad(load);
                over = true;
                for (Future<?> client : clients) {
                    client.get();
                }
            }
        }
    }

    /** The time counts from the first answer on: a service that just started has given none. */
    private void underLoad(Duration load) throws InterruptedException {
        int before = acknowledged.size();
        long giveUp = System.nanoTime() + LONGEST_START.toNanos();
        while (acknowledged.size() == before && System.nanoTime() - giveUp < 0) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        TimeUnit.NANOSECONDS.sleep(load.toNanos());
        acknowledgedBy.add(acknowledged.size());
    }

    private void client(SplittableRandom random, String token) {
        Line line = new Line(token);
        while (!over) {
            Stay stay = Stay.random(LOT, random);
            String body =
                    "{\"lotId\":\"%s\",\"userId\":\"u\",\"vehicleType\":\"SUV\",\"startTime\":\"%s\",\"endTime\":\"%s\"}"
                            .formatted(stay.lotId(), start(stay), end(stay));
            while (!over && !line.isAcknowledged(stay.reservationId(), body)) {
                pause();
            }
        }
        line.hangUp();
    }

    /** A client's connection: kept until it is cut off, then made anew. */
    private final class Line {
        private final String token;
        private @Nullable Wire wire;

        Line(String token) {
            this.token = token;
        }

        boolean isAcknowledged(String reservationId, String body) {
            try {
                Wire open = wire == null ? new Wire(port.get(), token) : wire;
                wire = open;
                boolean held = open.ask("PUT", "/internal/holds/" + reservationId, body) == 200;
                if (held) {
                    acknowledged.add(reservationId);
                }
                return held;
            } catch (IOException broken) {
                cutOff.increment();
                hangUp();
                return false;
            }
        }

        void hangUp() {
            Wire open = wire;
            wire = null;
            try {
                if (open != null) {
                    open.close();
                }
            } catch (IOException gone) {
                cutOff.increment();
            }
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
                "kills: kill -9 of the service, then of PostgreSQL, %d clients: %d holds acknowledged (%d before the first kill, %d before the second, %d after it), %d requests cut off, %d lost, %d stored, %d oversold, %d rows drifted"
                        .formatted(
                                CLIENTS,
                                acknowledged.size(),
                                acknowledgedBy.getFirst(),
                                acknowledgedBy.get(1) - acknowledgedBy.getFirst(),
                                acknowledged.size() - acknowledgedBy.get(1),
                                cutOff.sum(),
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
