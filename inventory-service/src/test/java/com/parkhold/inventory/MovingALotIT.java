package com.parkhold.inventory;

import static com.parkhold.inventory.LotFixtures.spots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.inventory.ledger.ChangingHolds;
import com.parkhold.testing.PostgresServer.Database;
import com.parkhold.testing.TestServers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.support.TransactionOperations;

/** A lot goes to another database as docs/moving-a-lot.md says, and is sold on there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MovingALotIT extends InventoryIT {

    private static final String NEW_HOME = "inventory_elsewhere";
    private static final Path PAGE = Path.of("..", "docs", "moving-a-lot.md");
    private static final Pattern COPIED = Pattern.compile("\\\\copy \\((select (.+) from (\\w+) where .+)\\) to '");
    private static final int SPOTS = 4;

    private final Database home = TestServers.databaseAsAdmin("inventory");
    private final Database newHome = TestServers.databaseAsAdmin(NEW_HOME);

    @Autowired
    private ConfigurableApplicationContext here;

    private ConfigurableApplicationContext elsewhere;
    private int oldPort;

    @BeforeAll
    void startWhereItWillBe() {
        Database own = TestServers.database(NEW_HOME);
        Stream<String> same = Stream.of(
                        "spring.data.redis.host",
                        "spring.data.redis.port",
                        "spring.security.oauth2.resourceserver.jwt.issuer-uri",
                        "spring.security.oauth2.resourceserver.jwt.jwk-set-uri")
                .map(name -> "--%s=%s".formatted(name, here.getEnvironment().getRequiredProperty(name)));
        Stream<String> others = Stream.of(
                "--spring.datasource.url=" + own.jdbcUrl(),
                "--spring.datasource.username=" + own.user(),
                "--spring.datasource.password=" + own.password(),
                "--server.port=0",
                "--spring.kafka.listener.auto-startup=false",
                "--spring.kafka.admin.auto-create=false");
        elsewhere = new SpringApplicationBuilder(InventoryApplication.class, StandingClock.class)
                .bannerMode(Banner.Mode.OFF)
                .run(Stream.concat(same, others).toArray(String[]::new));
        oldPort = port;
    }

    @AfterAll
    void stop() {
        elsewhere.close();
    }

    @Test
    void movesByHandInAShortStop() throws Exception {
        String lotId = soldInPart();

        copy(COPIED.matcher(page()).results().toList(), lotId);

        goesOnElsewhere(lotId);
    }

    @Test
    void movesWhileItIsSold() throws Exception {
        String lotId = openLot(spots("SUV", SPOTS));
        String early = newReservation();
        hold(lotId, early);
        String publication = statement("create publication", lotId);
        // Both ends are one server here: it would wait for the end of the subscriber's own transaction.
        String subscription = statement("create subscription", lotId)
                .replaceFirst("connection '[^']*'", "connection '" + connectionTo(home) + "'")
                .replaceFirst(";$", " with (create_slot = false)");
        run(home, publication);
        ask(home, "select pg_create_logical_replication_slot('moving_lots', 'pgoutput')");
        run(newHome, subscription);
        try {
            await().until(() -> isThere(lotId, early));
            String late = newReservation();
            hold(lotId, late);
            release(here, lotId, early);
            hold(lotId, newReservation());
            String written = ask(home, statement("select pg_current_wal_lsn", lotId));
            String isAllThere =
                    statement("select confirmed_flush_lsn", lotId).replaceFirst("'0/\\w+'", "'" + written + "'");
            await().atMost(Duration.ofSeconds(30)).until(() -> ask(home, isAllThere), "t"::equals);
        } finally {
            run(newHome, "alter subscription moving_lots disable");
            run(newHome, statement("drop subscription", lotId));
            run(home, "drop publication moving_lots");
        }
        goesOnElsewhere(lotId);
    }

    /** Half of it is taken, and one of the holds is over. */
    private String soldInPart() {
        String lotId = openLot(spots("SUV", SPOTS));
        hold(lotId, newReservation());
        hold(lotId, newReservation());
        String over = newReservation();
        hold(lotId, over);
        release(here, lotId, over);
        return lotId;
    }

    private static void release(ApplicationContext instance, String lotId, String reservationId) {
        instance.getBean(TransactionOperations.class)
                .executeWithoutResult(
                        _ -> instance.getBean(ChangingHolds.class).release(lotId, reservationId, NOW, "CANCELLED"));
    }

    private void goesOnElsewhere(String lotId) {
        List<String> taken = jdbc.sql("select reservation_id from hold where lot_id = :lot and state = 'HELD'")
                .param("lot", lotId)
                .query((row, _) -> row.getString(1))
                .list();
        assertThat(taken).hasSize(SPOTS / 2);
        port = Integer.parseInt(elsewhere.getEnvironment().getRequiredProperty("local.server.port"));
        try {
            Answer recount = asAdmin(HttpMethod.POST, "/v1/operator/lots/" + lotId + "/recount", "");
            assertThat(recount.body().path("drifted").asInt(-1))
                    .as(recount.text())
                    .isZero();
            assertThat(free(lotId)).isEqualTo(SPOTS - taken.size());
            assertThat(hold(lotId, taken.getFirst()).status()).isEqualTo(200);
            assertThat(free(lotId)).isEqualTo(SPOTS - taken.size());
            for (int sold = taken.size(); sold < SPOTS; sold++) {
                assertThat(hold(lotId, newReservation()).status()).isEqualTo(200);
            }
            assertThat(hold(lotId, newReservation()).status()).isEqualTo(409);
            release(elsewhere, lotId, taken.getFirst());
            assertThat(hold(lotId, newReservation()).status()).isEqualTo(200);
        } finally {
            port = oldPort;
        }
    }

    /** What the page copies goes by the files' order, each into its table. */
    private void copy(List<MatchResult> files, String lotId) throws SQLException, IOException {
        assertThat(files).hasSize(9);
        try (Connection from = home.connect();
                Connection to = newHome.connect()) {
            for (MatchResult file : files) {
                ByteArrayOutputStream rows = new ByteArrayOutputStream();
                copying(from).copyOut("copy (%s) to stdout".formatted(named(file.group(1), lotId)), rows);
                String columns = file.group(2).equals("*") ? "" : "(" + file.group(2) + ")";
                copying(to)
                        .copyIn(
                                "copy %s %s from stdin".formatted(file.group(3), columns),
                                new ByteArrayInputStream(rows.toByteArray()));
            }
        }
    }

    private static CopyManager copying(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private boolean isThere(String lotId, String reservationId) throws SQLException {
        return ask(
                        newHome,
                        "select count(*) from hold where lot_id = '%s' and reservation_id = '%s'"
                                .formatted(lotId, reservationId))
                .equals("1");
    }

    /** The page's statement that begins so. */
    private static String statement(String beginning, String lotId) throws IOException {
        return Pattern.compile("^" + beginning + "[^;]*;", Pattern.MULTILINE)
                .matcher(page())
                .results()
                .findFirst()
                .map(found -> named(found.group(), lotId))
                .orElseThrow(() -> new AssertionError("The page says nothing of " + beginning));
    }

    private static String named(String sql, String lotId) {
        return sql.replace("lot-x", lotId);
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    private static String connectionTo(Database database) {
        URI address = URI.create(database.jdbcUrl().replaceFirst("^jdbc:", ""));
        return "host=%s port=%d dbname=%s user=%s password=%s"
                .formatted(
                        address.getHost(),
                        address.getPort(),
                        address.getPath().substring(1),
                        database.user(),
                        database.password());
    }

    private static void run(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            return answer.next() ? answer.getString(1) : "nothing";
        }
    }
}
