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
 * with the same reservation. Afterwards every hold that was ever acknowledged must be there, none sold twice. Every
 * answer must be one that a client can act on: granted, full, or ask again after a while. One lot is full all the time,
 * and room is given back in it, so that a unit that is sold twice would be found.
 */
public final class KillsDrill implements Benchmark {

    private static final Setting LOT = new Setting("kills", 1, 30_000, false);
    private static final Setting FULL = new Setting("kills-full", 1, 20, true);
    private static final int EARLY_SLOTS = 8;
    private static final int CLIENTS = 32;
    private static final long PAUSE_MILLIS = 50;
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final AtomicInteger port = new AtomicInteger();
    private final Collection<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Collection<String> strange = new ConcurrentLinkedQueue<>();
    private final LongAdder full = new LongAdder();
    private final LongAdder givenBack = new LongAdder();
    private final LongAdder later = new LongAdder();
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
                product.prepare(FULL);
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
            Stay stay = random.nextBoolean() ? Stay.random(LOT, random) : early(Stay.random(FULL, random));
            String path = "/internal/holds/" + stay.reservationId();
            int status = asked(line, path, body(stay, "\"userId\":\"u\",\"vehicleType\":\"SUV\",", stay.until()));
            full.add(status == 409 ? 1 : 0);
            if (status == 200) {
                acknowledged.add(stay.reservationId());
                if (random.nextBoolean() && asked(line, path + "/end", body(stay, "", stay.from() + 1)) == 200) {
                    givenBack.increment();
                }
            }
        }
        line.hangUp();
    }

    /** In the first hours of the day, which so are full soon. */
    private static Stay early(Stay stay) {
        int from = stay.from() % EARLY_SLOTS;
        return new Stay(stay.lotId(), stay.reservationId(), from, from + stay.until() - stay.from());
    }

    /** Asks until there is an answer that is not to ask again; 0 where the drill is over before. */
    private int asked(Line line, String path, String body) {
        while (!over) {
            int status = line.ask(path, body);
            if (status == 200 || status == 409) {
                return status;
            }
            pause();
        }
        return 0;
    }

    private String body(Stay stay, String more, int until) {
        return "{\"lotId\":\"%s\",%s\"endTime\":\"%s\"%s}"
                .formatted(
                        stay.lotId(),
                        more,
                        day.plusSeconds(900L * until),
                        more.isEmpty() ? "" : ",\"startTime\":\"%s\"".formatted(day.plusSeconds(900L * stay.from())));
    }

    /** A client's connection: kept until it is cut off, then made anew. */
    private final class Line {
        private final String token;
        private @Nullable Wire wire;

        Line(String token) {
            this.token = token;
        }

        /** Answers the status; 0 where the connection broke. */
        int ask(String path, String body) {
            try {
                Wire open = wire == null ? new Wire(port.get(), token) : wire;
                wire = open;
                int status = open.ask("PUT", path, body);
                boolean mayBeAskedAgain = status == 503 && open.saidWhenToRetry();
                later.add(mayBeAskedAgain ? 1 : 0);
                if (status != 200 && status != 409 && !mayBeAskedAgain) {
                    strange.add(status + " to " + path);
                }
                return status;
            } catch (IOException broken) {
                cutOff.increment();
                hangUp();
                return 0;
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

    private Report report(Product product) {
        long lost = lost(product.jdbc());
        Strategy.Recount roomy = product.recount(LOT);
        Strategy.Recount tight = product.recount(FULL);
        long oversold = roomy.oversold() + tight.oversold();
        long drifted = roomy.drifted() + tight.drifted();
        List<String> faults = new ArrayList<>();
        if (acknowledged.isEmpty() || lost > 0 || oversold > 0 || drifted > 0) {
            faults.add("acknowledged %d, lost %d, oversold %d, drifted %d"
                    .formatted(acknowledged.size(), lost, oversold, drifted));
        }
        if (full.sum() == 0 || givenBack.sum() == 0) {
            faults.add("%d found it full, %d gave room back: nothing could have been oversold"
                    .formatted(full.sum(), givenBack.sum()));
        }
        if (!strange.isEmpty()) {
            faults.add("%d answers that no client can act on, first %s"
                    .formatted(strange.size(), strange.iterator().next()));
        }
        return new Report(
                "kills: kill -9 of the service, then of PostgreSQL, %d clients: %d holds acknowledged (%d before the first kill, %d before the second, %d after it), %d gave room back, %d found it full, %d requests cut off, %d told to ask again, %d answered otherwise, %d lost, %d stored, %d oversold, %d rows drifted"
                        .formatted(
                                CLIENTS,
                                acknowledged.size(),
                                acknowledgedBy.getFirst(),
                                acknowledgedBy.get(1) - acknowledgedBy.getFirst(),
                                acknowledged.size() - acknowledgedBy.get(1),
                                givenBack.sum(),
                                full.sum(),
                                cutOff.sum(),
                                later.sum(),
                                strange.size(),
                                lost,
                                roomy.stored() + tight.stored(),
                                oversold,
                                drifted),
                List.of(
                        new Figure("acknowledged", acknowledged.size(), "1"),
                        new Figure("lost", lost, "1"),
                        new Figure("strange", strange.size(), "1"),
                        new Figure("oversold", oversold, "1"),
                        new Figure("drifted", drifted, "1")),
                faults);
    }

    private long lost(JdbcClient jdbc) {
        return jdbc.sql("""
            select count(*) from unnest(:ids::text[]) told (id)
            where not exists (select 1 from hold
              where lot_id = any(:lots) and reservation_id = told.id and state = 'HELD')""")
                .param("ids", acknowledged.toArray(String[]::new))
                .param("lots", new String[] {LOT.lotId(0), FULL.lotId(0)})
                .query(Long.class)
                .single();
    }
}
