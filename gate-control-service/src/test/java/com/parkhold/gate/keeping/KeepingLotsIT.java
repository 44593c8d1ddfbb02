package com.parkhold.gate.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.settings.KeepingSettings;
import com.parkhold.testing.SettableClock;
import com.parkhold.testing.TestServers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;

/** Who keeps a lot, with and without the database, and with another instance that says what it keeps. */
class KeepingLotsIT {

    private static final String ME = "http://127.0.0.1:2";
    private static final Instant NOW = Instant.parse("2026-04-14T09:00:00Z");
    private static final DataSource AWAY = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/gate", "g", "g");

    private final SettableClock clock = SettableClock.at(NOW);
    private final KeepingSettings settings = new KeepingSettings(
            ME,
            Duration.ofSeconds(5),
            Duration.ofMillis(40),
            Duration.ofSeconds(10),
            Duration.ofMillis(150),
            Duration.ofSeconds(15));

    @TempDir
    private Path disk;

    private LocalCopies copies;
    private HttpServer server;
    private String other;
    private volatile String claims = "";

    @BeforeEach
    void start() throws IOException {
        copies = new LocalCopies(disk);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/internal/keeping", exchange -> {
            try (exchange) {
                byte[] body = claims.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(claims.isEmpty() ? 503 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        other = "http://127.0.0.1:" + server.getAddress().getPort();
        copies.put(LocalCopies.Kind.INSTANCE, Map.of(other, other));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        copies.close();
    }

    @Test
    void givesALotUpThatAnotherTookWhileItWasAwayThoughTheDatabaseIsAway() {
        keptBefore("lot-k1", ME, NOW.minusSeconds(60));
        claims = "{\"lots\":{\"lot-k1\":\"2026-04-14T08:59:30Z\"}}";
        try (Keeping keeping = keeping(AWAY)) {
            assertThat(keeping.keeps("lot-k1"))
                    .as("what it kept, it keeps at once")
                    .isTrue();

            awaitThatItGives(keeping, "lot-k1");
        }
        try (Keeping restarted = keeping(AWAY)) {
            assertThat(restarted.elsewhere("lot-k1")).contains(other);
        }
    }

    @Test
    void keepsALotThatItTookLaterThanTheOther() {
        keptBefore("lot-k2", ME, NOW.minusSeconds(60));
        claims = "{\"lots\":{\"lot-k2\":\"2026-04-14T08:58:30Z\"}}";
        try (Keeping keeping = keeping(AWAY)) {
            keeping.agree();

            assertThat(keeping.keeps("lot-k2")).isTrue();
        }
    }

    @Test
    void keepsALotWhereNobodySaysThatHeKeepsIt() {
        keptBefore("lot-k3", ME, NOW.minusSeconds(60));
        keptBefore("lot-k4", other, NOW.minusSeconds(60));
        try (Keeping keeping = keeping(AWAY)) {
            for (String answer : new String[] {"", "{\"lots\":{}}", "no json"}) {
                claims = answer;
                keeping.agree();
            }

            assertThat(keeping.keeps("lot-k3")).isTrue();
            assertThat(keeping.elsewhere("lot-k4")).contains(other);
            assertThat(keeping.claims().lots()).containsOnlyKeys("lot-k3");
        }
    }

    @Test
    void remembersWhatWasWrittenDownWithoutSinceWhen() {
        copies.put(LocalCopies.Kind.KEEPER, Map.of("lot-k5", """
                {"lotId":"lot-k5","address":"http://127.0.0.1:2"}"""));
        try (Keeping keeping = keeping(AWAY)) {
            assertThat(keeping.claims().lots()).containsEntry("lot-k5", Instant.EPOCH);
        }
    }

    @Test
    void waitsLongerForAnInstanceThatHasJustTakenALot() {
        keptBefore("lot-k6", ME, NOW.minusSeconds(60));
        claims = "{\"lots\":{\"lot-k6\":\"2026-04-14T08:59:59Z\"}}";
        try (Keeping keeping = keeping(AWAY)) {
            awaitThatItGives(keeping, "lot-k6");
            assertThat(keeping.patienceWith("lot-k6")).isEqualTo(Duration.ofMillis(150));
            clock.advance(Duration.ofSeconds(10));
            assertThat(keeping.patienceWith("lot-k6")).isEqualTo(Duration.ofMillis(40));
        }
    }

    @Test
    void asksForALotThatItKnowsNothingOfAndTakesOneFromWhoeverDoesNotAnswer() {
        DataSource database = database();
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql(
                        "insert into gate (lot_id, gate_id, document, version, updated_at) values ('lot-k7', 'g', '', 1, now())")
                .update();
        jdbc.sql("insert into lot_keeper (lot_id, keeper, until) values ('lot-k7', :other, now() + interval '1 hour')")
                .param("other", other)
                .update();
        try (Keeping keeping = keeping(database)) {
            keeping.takeUnlessKept("lot-k7");

            await().until(() -> keeping.elsewhere("lot-k7").isPresent());
            assertThat(keeperOf(jdbc)).isEqualTo(other);

            keeping.take("lot-k7");
            await().until(() -> keeperOf(jdbc).equals(ME));
            assertThat(keeping.keeps("lot-k7")).isTrue();
            assertThat(copies.all(LocalCopies.Kind.INSTANCE)).containsExactly(ME);
        }
    }

    /** Whoever is asked may be slow to answer. */
    private void awaitThatItGives(Keeping keeping, String lotId) {
        await().until(() -> {
            keeping.agree();
            return keeping.elsewhere(lotId).filter(other::equals).isPresent();
        });
    }

    private static String keeperOf(JdbcClient jdbc) {
        return jdbc.sql("select keeper from lot_keeper where lot_id = 'lot-k7'")
                .query(String.class)
                .single();
    }

    private void keptBefore(String lotId, String address, Instant since) {
        copies.put(LocalCopies.Kind.KEEPER, Map.of(lotId, StoredJson.write(new Keeper(lotId, address, since))));
    }

    private Keeping keeping(DataSource database) {
        return new Keeping(
                new LotKeepers(JdbcClient.create(database)),
                new Instances(copies),
                new Keepers(copies),
                settings,
                new MockEnvironment(),
                clock);
    }

    private static DataSource database() {
        var server = TestServers.database("gate_keeping");
        DataSource source = new DriverManagerDataSource(server.jdbcUrl(), server.user(), server.password());
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/common", "classpath:db/migration")
                .load()
                .migrate();
        return source;
    }
}
