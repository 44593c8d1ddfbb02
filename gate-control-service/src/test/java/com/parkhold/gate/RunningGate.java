package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.tariff.Tariff;
import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.pass.Passes;
import com.parkhold.gate.qr.Tickets;
import com.parkhold.testing.EventRecords;
import com.parkhold.testing.SettableClock;
import com.parkhold.testing.TestIssuer;
import com.parkhold.testing.TestServers;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gate against the real database, broker and controllers: one context for all tests that need no other. */
@Import(RunningGate.Time.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class RunningGate {

    static final Neighbours NEIGHBOURS = new Neighbours();
    static final Instant NOW = Instant.parse("2026-04-14T09:00:00Z");
    static final SettableClock CLOCK = SettableClock.at(NOW);
    static final WatchedClock WATCHED = new WatchedClock(CLOCK);
    private static final Pattern JDBC = Pattern.compile("jdbc:postgresql://([^:/]+):(\\d+)/(.*)");
    static final PausableLine DATABASE = lineToDatabase();

    @LocalServerPort
    private int port;

    @Autowired
    private KafkaTemplate<String, String> kafka;

    @Autowired
    PassBook book;

    @Autowired
    Passes passes;

    @Autowired
    JdbcClient jdbc;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestConfiguration
    static class Time {
        @Bean
        Clock clock() {
            return WATCHED;
        }
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) throws IOException {
        Path data = Files.createTempDirectory("gate-it");
        TestServers.register(registry, "gate");
        registry.add(
                "spring.datasource.url",
                () -> jdbcMatcher().replaceFirst("jdbc:postgresql://127.0.0.1:" + DATABASE.port() + "/$3"));
        registry.add("parkhold.gate.data-dir", data::toString);
        registry.add("parkhold.gate.camera-secret", () -> "secret");
        registry.add(
                "parkhold.gate.qr-verify-keys-file", () -> Tickets.keysIn(data).toString());
        registry.add("parkhold.gate.inventory-url", NEIGHBOURS::url);
        registry.add("parkhold.gate.session-url", NEIGHBOURS::url);
        registry.add("parkhold.gate.reservation-url", NEIGHBOURS::url);
        // Tests recount when they want to.
        registry.add("parkhold.gate.recount-every", () -> "PT1H");
        // What is decided is tested here on busy machines; how fast, the benchmark measures with the real budgets.
        registry.add("parkhold.gate.budgets.database", () -> "1s");
        registry.add("parkhold.gate.budgets.claim", () -> "500ms");
        registry.add("spring.data.redis.timeout", () -> "500ms");
        registry.add("spring.data.redis.connect-timeout", () -> "500ms");
        registry.add("parkhold.gate.budgets.assignment", () -> "2s");
        registry.add("parkhold.gate.budgets.settlement", () -> "2s");
        registry.add("parkhold.gate.budgets.payment-page", () -> "5s");
    }

    String camera(String lotId, String gateId, String direction, String cameraId, RelayController controller) {
        return gate(lotId, gateId, direction, cameraId, controller)
                .at("/cameraUrl")
                .asString()
                .replaceFirst("http://[^/]+", "");
    }

    void awaitConnected(String lotId, int lanes) {
        for (int lane = 0; lane < lanes; lane++) {
            String connected = "/items/" + lane + "/connected";
            await().until(() -> getGates(lotId).at(connected).asBoolean());
        }
    }

    static void pass(RelayController controller) {
        controller.input(0, true);
        await().pollDelay(Duration.ofMillis(400)).until(() -> true);
        controller.input(0, false);
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);
    }

    static String read(String eventId, String plate) {
        return "{\"eventId\":\"%s\",\"plate\":\"%s\",\"confidence\":0.9}".formatted(eventId, plate);
    }

    List<String> exceptions(String lotId) {
        return jdbc.sql("select kind from lane_exception where lot_id = :lot")
                .param("lot", lotId)
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** What an operator does about the one exception of a kind at a lot; {@code more} is further JSON. */
    Answer resolve(String lotId, String kind, String action, String more) {
        String id = jdbc.sql("select id from lane_exception where lot_id = :lot and kind = :kind")
                .param("lot", lotId)
                .param("kind", kind)
                .query(String.class)
                .single();
        return post(
                "/v1/operator/lots/%s/exceptions/%s/actions".formatted(lotId, id),
                TestIssuer.operator("olga", lotId),
                null,
                "{\"action\":\"%s\",\"reason\":\"he called\"%s}".formatted(action, more));
    }

    String booked(String lotId, String plate) {
        String reservation = UUID.randomUUID().toString();
        state(new ReservationConfirmed(terms(reservation, lotId, plate)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> book.find(reservation).isPresent());
        return reservation;
    }

    static StayTerms terms(String reservation, String lotId, String plate) {
        return terms(reservation, lotId, plate, CLOCK.instant());
    }

    static StayTerms terms(String reservation, String lotId, String plate, Instant startsAt) {
        return new StayTerms(
                reservation,
                lotId,
                "alice",
                null,
                "v1",
                plate,
                "SUV",
                "SUV",
                startsAt,
                startsAt.plus(Duration.ofHours(3)),
                1850,
                "USD",
                "UTC",
                Tariff.of(null, BigDecimal.TEN, null, null, null),
                Policies.defaults());
    }

    void state(Event event) {
        kafka.send(EventRecords.of(event, 1)).join();
    }

    PassState stateOf(String reservation) {
        return passes.find(reservation).orElseThrow().state();
    }

    List<String> outbox(String reservation) {
        return jdbc.sql("select type from outbox where aggregate_id = :id order by occurred_at, aggregate_version")
                .param("id", reservation)
                .query((row, _) -> row.getString(1))
                .list();
    }

    Answer gate(
            String lotId,
            String gateId,
            String direction,
            @Nullable String cameraId,
            @Nullable RelayController controller) {
        String camera = cameraId == null ? "null" : "{\"cameraId\":\"%s\",\"vendor\":\"json\"}".formatted(cameraId);
        String barrier = controller == null
                ? "null"
                : "{\"profile\":\"waveshare\",\"host\":\"127.0.0.1\",\"port\":%d,\"loopInputs\":{\"passage\":0,\"x\":7}}"
                        .formatted(controller.port());
        Answer answer = put(
                "/v1/operator/lots/%s/gates/%s".formatted(lotId, gateId),
                TestIssuer.operator("olga", lotId),
                "{\"gateId\":\"%s\",\"direction\":\"%s\",\"camera\":%s,\"barrier\":%s}"
                        .formatted(gateId, direction, camera, barrier));
        assertThat(answer.status()).isIn(200, 201);
        return answer;
    }

    Answer checkIn(String lotId, String gateId, String plate, String key) {
        return post("/v1/gates/check-in", TestIssuer.gate(lotId, gateId), key, """
            {"lotId":"%s","gateId":"%s","plate":"%s","timestamp":"2026-04-14T09:00:00Z"}\
            """.formatted(lotId, gateId, plate));
    }

    String revoke(String reservation, String lotId) {
        return put(
                        "/internal/passes/%s/revocation".formatted(reservation),
                        TestIssuer.service(),
                        "{\"lotId\":\"%s\",\"reason\":\"CANCELLED\"}".formatted(lotId))
                .at("/outcome")
                .asString();
    }

    Answer getGates(String lotId) {
        return get("/v1/operator/lots/%s/gates".formatted(lotId));
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET(), TestIssuer.admin(), null);
    }

    Answer delete(String path, String token) {
        return send(HttpRequest.newBuilder(uri(path)).DELETE(), token, null);
    }

    Answer post(String path, @Nullable String token, @Nullable String key, String body) {
        return send(HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)), token, key);
    }

    Answer put(String path, String token, String body) {
        return send(HttpRequest.newBuilder(uri(path)).PUT(HttpRequest.BodyPublishers.ofString(body)), token, null);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    Answer send(HttpRequest.Builder request, @Nullable String token, @Nullable String key) {
        request.header("Content-Type", "application/json").timeout(Duration.ofSeconds(20));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static PausableLine lineToDatabase() {
        Matcher jdbc = jdbcMatcher();
        return new PausableLine(jdbc.group(1), Integer.parseInt(jdbc.group(2)));
    }

    private static Matcher jdbcMatcher() {
        Matcher matcher = JDBC.matcher(TestServers.database("gate").jdbcUrl());
        if (!matcher.matches()) {
            throw new IllegalStateException("Not a PostgreSQL address");
        }
        return matcher;
    }

    record Answer(int status, String body) {
        JsonNode at(String pointer) {
            return JsonMapper.shared().readTree(body).at(pointer);
        }
    }
}
