package com.parkhold.benchmarks.holds;

import com.parkhold.benchmarks.Benchmark;
import com.parkhold.benchmarks.Figure;
import com.parkhold.benchmarks.Table;
import com.parkhold.benchmarks.Target;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whether a lot's past makes its holds slower: the same load on a lot with few and on one with millions of holds that
 * are over, in turns, so that what else the machine does meets both.
 */
public final class HistoryBenchmark implements Benchmark {

    private static final int TURNS = 3;
    private static final int CLIENTS = 16;

    private final long few;
    private final long many;

    public HistoryBenchmark(long few, long many) {
        this.few = few;
        this.many = many;
    }

    @Override
    public String name() {
        return "history";
    }

    @Override
    public Report run(Duration measured, Path directory) throws Exception {
        try (Servers servers = Servers.start(directory)) {
            String database = servers.database("inventory");
            try (Product product = new Product(database, servers.redisPort())) {
                return measure(measured, servers, database, product);
            }
        }
    }

    private Report measure(Duration measured, Servers servers, String database, Product product) throws Exception {
        Setting young = new Setting("young", 1, 30_000, false);
        Setting old = new Setting("old", 1, 30_000, false);
        product.prepare(young);
        product.prepare(old);
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            past(connection, young, few);
            past(connection, old, many);
            statement.execute("vacuum analyze hold");
        }
        servers.settle();
        Strategy prepared = new Prepared(product);
        Duration turn = measured.dividedBy(TURNS);
        List<Measurement> ofYoung = new ArrayList<>();
        List<Measurement> ofOld = new ArrayList<>();
        new Load(CLIENTS, measured, turn, 1).on(prepared, young);
        new Load(CLIENTS, turn, turn, 2).on(prepared, old);
        for (int number = 0; number < TURNS; number++) {
            ofYoung.add(new Load(CLIENTS, turn.dividedBy(4), turn, 10L + number).on(prepared, young));
            ofOld.add(new Load(CLIENTS, turn.dividedBy(4), turn, 20L + number).on(prepared, old));
        }
        return report(servers, ofYoung, ofOld, measured);
    }

    /** On a connection of its own: the service's give no statement so much time. */
    private static void past(Connection connection, Setting setting, long holds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            insert into hold (lot_id, reservation_id, state, version, spot_class, start_at, end_at, occupied_until,
                              expires_at, lot_version)
            select ?, 'past-' || lpad(n::text, 10, '0'), 'OUT', 4, 'SUV', at, at + interval '1 hour',
              at + interval '1 hour', at, 0
            from (select n, date_trunc('day', now()) - interval '1 day' - (? - n) * interval '10 seconds' as at
                  from generate_series(1, ?) n) past\
            """)) {
            statement.setString(1, setting.lotId(0));
            statement.setLong(2, holds);
            statement.setLong(3, holds);
            statement.executeUpdate();
        }
    }

    private Report report(Servers servers, List<Measurement> ofYoung, List<Measurement> ofOld, Duration measured)
            throws Exception {
        double young = meanMillis(ofYoung);
        double old = meanMillis(ofOld);
        double ratio = old / young;
        List<Figure> figures = List.of(
                new Figure("few.meanMillis", young, "ms"),
                new Figure("many.meanMillis", old, "ms"),
                new Figure("ratio", ratio, "1"));
        List<String> faults = new ArrayList<>(Target.missed(List.of(Target.atMost("ratio", 1.2)), figures, measured));
        if (Stream.concat(ofYoung.stream(), ofOld.stream()).anyMatch(one -> one.unanswered() > 0)) {
            faults.add("holds without an answer");
        }
        String table = Table.of(List.of(
                List.of("past holds", "", "mean ms", "worst p99 ms"),
                List.of(Long.toString(few), "", number(young), number(worstP99(ofYoung))),
                List.of(Long.toString(many), "", number(old), number(worstP99(ofOld))),
                List.of("ratio", "", number(ratio), "")));
        return new Report(
                "history: %d clients in %d turns each; %s%n%n%s"
                        .formatted(CLIENTS, TURNS, servers.description(), table),
                figures,
                faults);
    }

    /** In a closed loop the mean time is what the clients have divided by what they got done. */
    private static double meanMillis(List<Measurement> turns) {
        double seconds = turns.stream().mapToDouble(Measurement::seconds).sum();
        long held = turns.stream().mapToLong(Measurement::held).sum();
        return held == 0 ? Double.MAX_VALUE : seconds * 1000 * CLIENTS / held;
    }

    private static double worstP99(List<Measurement> turns) {
        return turns.stream().mapToDouble(Measurement::p99Millis).max().orElse(0);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** The product where its lots are open already; millions of rows are not counted each time. */
    private record Prepared(Product product) implements Strategy {
        @Override
        public String name() {
            return product.name();
        }

        @Override
        public boolean checksRoom() {
            return true;
        }

        @Override
        public void prepare(Setting setting) {
            // open already
        }

        @Override
        public Answer hold(Stay stay) {
            return product.hold(stay);
        }

        @Override
        public Recount recount(Setting setting) {
            return new Recount(0, 0, 0);
        }

        @Override
        public void close() {
            // closed by whoever opened it
        }
    }
}
