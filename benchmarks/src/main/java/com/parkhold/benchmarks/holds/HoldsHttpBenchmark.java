package com.parkhold.benchmarks.holds;

import com.parkhold.benchmarks.Benchmark;
import com.parkhold.benchmarks.Figure;
import com.parkhold.benchmarks.Table;
import com.parkhold.benchmarks.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Holds and availability through the service's own HTTP, each beside an endpoint of the same service that does nothing:
 * same server, same token check, same body. Availability is asked twice: of a lot in which nobody books, and while somebody
 * books in it 50 times a second. Connections are kept for good, by which every call gains alike. What is left of that rate is what the work costs.
 */
public final class HoldsHttpBenchmark implements Benchmark {

    private static final List<Target> TARGETS = List.of(
            Target.atLeast("hold.share", 0.50),
            Target.atLeast("availability.share", 0.70),
            Target.atLeast("availability-booked.share", 0.70));

    private static final Setting LOT = new Setting("http", 1, 30_000, false);
    private static final double WARM_UP = 0.6;

    private final int clients;

    public HoldsHttpBenchmark(int clients) {
        this.clients = clients;
    }

    @Override
    public String name() {
        return "holds-http";
    }

    @Override
    public Report run(Duration measured, Path directory) throws Exception {
        try (Servers servers = Servers.start(directory);
                ServiceToken token = new ServiceToken();
                Product product = new Product(
                        servers.database("inventory"),
                        servers.redisPort(),
                        "--server.tomcat.max-keep-alive-requests=-1",
                        "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + token.uri(),
                        "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + token.uri())) {
            product.prepare(LOT);
            try (Strategy nothingToPut = HttpCalls.nothingToPut(product, token.text());
                    Strategy hold = HttpCalls.hold(product, token.text());
                    Strategy nothingToGet = HttpCalls.nothingToGet(product);
                    Strategy availability = HttpCalls.availability(product, "availability");
                    Strategy whileBooked =
                            new WhileBooked(HttpCalls.availability(product, "availability-booked"), product)) {
                return measure(
                        measured,
                        List.of(nothingToPut, hold, nothingToGet, availability, whileBooked),
                        product,
                        servers);
            }
        }
    }

    private Report measure(Duration measured, List<Strategy> calls, Product product, Servers servers) throws Exception {
        Duration warmUp = Duration.ofMillis((long) (measured.toMillis() * WARM_UP));
        Map<String, Measurement> found = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        for (Duration time : List.of(warmUp, measured)) {
            for (Strategy call : calls) {
                Measurement one = new Load(clients, warmUp, time, found.size() + time.toMillis()).on(call, LOT);
                found.put(call.name(), one);
                if (one.unanswered() > 0) {
                    faults.add("%s: %d calls failed".formatted(call.name(), one.unanswered()));
                }
            }
        }
        Strategy.Recount recount = product.recount(LOT);
        if (recount.oversold() > 0 || recount.drifted() > 0) {
            faults.add("oversold %d, drifted %d".formatted(recount.oversold(), recount.drifted()));
        }
        faults.addAll(Target.missed(TARGETS, figures(found), measured));
        return new Report(
                "holds --http: %d clients, %s%n%n%s".formatted(clients, servers.description(), table(found)),
                figures(found),
                faults);
    }

    private static List<Figure> figures(Map<String, Measurement> found) {
        List<Figure> figures = new ArrayList<>();
        found.forEach((name, one) -> {
            figures.add(new Figure(name + ".rate", one.rate(), "1/s"));
            figures.add(new Figure(name + ".p99Millis", one.p99Millis(), "ms"));
            figures.add(new Figure(name + ".share", share(found, one), "1"));
        });
        return figures;
    }

    private static String table(Map<String, Measurement> found) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("call", "", "calls/s", "share of nothing", "p50 ms", "p99 ms"));
        found.forEach((name, one) -> rows.add(List.of(
                name,
                "",
                number("%.0f", one.rate()),
                number("%.2f", share(found, one)),
                number("%.2f", one.p50Millis()),
                number("%.2f", one.p99Millis()))));
        return Table.of(rows);
    }

    private static double share(Map<String, Measurement> found, Measurement one) {
        boolean put = one.strategy().equals("hold") || one.strategy().equals("nothing-put");
        Measurement nothing = Objects.requireNonNull(found.get(put ? "nothing-put" : "nothing-get"));
        return nothing.held() == 0 ? 0 : one.rate() / nothing.rate();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
