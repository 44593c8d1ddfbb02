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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gate against the real database, broker and controller. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class GateIT {

    private static final Neighbours NEIGHBOURS = new Neighbours();
    private static final Instant NOW = Instant.parse("2026-04-14T09:00:00Z");
    private static final SettableClock CLOCK = SettableClock.at(NOW);
    private static final Duration HUNG_SOCKET_TIMEOUT = Duration.ofSeconds(5);
    private static final Pattern JDBC = Pattern.compile("jdbc:postgresql://([^:/]+):(\\d+)/(.*)");
    private static final PausableLine DATABASE = lineToDatabase();

    @LocalServerPort
    private int port;

    @Autowired
    private KafkaTemplate<String, String> kafka;

    @Autowired
    private PassBook book;

    @Autowired
    private Passes passes;

    @Autowired
    private JdbcClient jdbc;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestConfiguration
    static class Time {
        @Bean
        Clock clock() {
            return CLOCK;
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
        registry.add("parkhold.gate.inventory-url", NEIGHBOURS::url);
        registry.add("parkhold.gate.session-url", NEIGHBOURS::url);
        // What is decided is tested here on busy machines; how fast, the benchmark measures with the real budgets.
        registry.add("parkhold.gate.budgets.database", () -> "1s");
        registry.add("parkhold.gate.budgets.claim", () -> "500ms");
        registry.add("parkhold.gate.budgets.assignment", () -> "2s");
        registry.add("parkhold.gate.budgets.settlement", () -> "2s");
    }

    @Test
    void carriesAPassThroughItsLifeOverRest() {
        gate("lot-a", "entry-1", "ENTRY", null, null);
        gate("lot-a", "exit-1", "EXIT", null, null);
        String reservation = booked("lot-a", "LIFE01");

        Answer in = checkIn("lot-a", "entry-1", "life 01", "k1");
        assertThat(in.status()).isEqualTo(200);
        assertThat(in.at("/allowed").asBoolean()).isTrue();
        assertThat(in.at("/reservationId").asString()).isEqualTo(reservation);
        assertThat(in.at("/assignedSpot/spotId").asString()).isEqualTo("B2-104");
        assertThat(in.at("/level").asString()).isEqualTo("L0");
        assertThat(checkIn("lot-a", "entry-1", "LIFE01", "k1").body()).isEqualTo(in.body());
        assertThat(checkIn("lot-a", "entry-1", "OTHER1", "k1").status()).isEqualTo(422);
        assertThat(checkIn("lot-a", "entry-1", "LIFE01", "k2").at("/reason").asString())
                .isEqualTo("ALREADY_INSIDE");

        Answer out = post("/v1/gates/check-out", TestIssuer.gate("lot-a", "exit-1"), "k3", """
                {"lotId":"lot-a","gateId":"exit-1","plate":"LIFE01"}""");
        assertThat(out.at("/allowed").asBoolean()).isTrue();
        assertThat(out.at("/refund").decimalValue()).isEqualByComparingTo("3.00");
        assertThat(out.at("/sessionId").asString()).isNotBlank();
        assertThat(outbox(reservation)).containsExactly("VehicleEntered", "VehicleExited");
    }

    @Test
    void letsOneOfManyGatesOpen() {
        IntStream.rangeClosed(1, 8).forEach(number -> gate("lot-b", "entry-" + number, "ENTRY", null, null));
        for (int round = 0; round < 10; round++) {
            String plate = "RACE" + round;
            booked("lot-b", plate);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<CompletableFuture<Answer>> answers = IntStream.rangeClosed(1, 8)
                        .mapToObj(number -> CompletableFuture.supplyAsync(
                                () -> checkIn("lot-b", "entry-" + number, plate, plate), threads))
                        .toList();
                assertThat(answers.stream()
                                .filter(answer -> answer.join().at("/allowed").asBoolean()))
                        .hasSize(1);
            }
        }
    }

    @Test
    void admitsNobodyOnARevokedPassAlsoIfItComesLater() {
        gate("lot-c", "entry-1", "ENTRY", null, null);
        String reservation = booked("lot-c", "REVO1");
        assertThat(revoke(reservation, "lot-c")).isEqualTo("REVOKED");
        assertThat(revoke(reservation, "lot-c")).isEqualTo("REVOKED");
        assertThat(checkIn("lot-c", "entry-1", "REVO1", "a").at("/reason").asString())
                .isEqualTo("REVOKED");

        String later = UUID.randomUUID().toString();
        assertThat(revoke(later, "lot-c")).isEqualTo("REVOKED");
        state(new ReservationConfirmed(terms(later, "lot-c", "REVO2")));
        await().until(() -> book.find(later).isPresent());
        assertThat(checkIn("lot-c", "entry-1", "REVO2", "b").at("/reason").asString())
                .isEqualTo("REVOKED");

        String used = booked("lot-c", "REVO3");
        assertThat(checkIn("lot-c", "entry-1", "REVO3", "c").at("/allowed").asBoolean())
                .isTrue();
        assertThat(revoke(used, "lot-c")).isEqualTo("ALREADY_INSIDE");
    }

    @Test
    void answersBadInputWithAProblem() {
        gate("lot-d", "entry-1", "ENTRY", null, null);
        String token = TestIssuer.gate("lot-d", "entry-1");
        String good = "{\"lotId\":\"lot-d\",\"gateId\":\"entry-1\",\"plate\":\"A1\"}";

        assertThat(post("/v1/gates/check-in", token, null, good).status()).isEqualTo(400);
        assertThat(post("/v1/gates/check-in", token, "k", "{}").status()).isEqualTo(400);
        assertThat(post("/v1/gates/check-in", token, "k", "{").status()).isEqualTo(400);
        assertThat(post("/v1/gates/check-in", TestIssuer.driver("alice"), "k", good)
                        .status())
                .isEqualTo(403);
        assertThat(post("/v1/gates/check-in", null, "k", good).status()).isEqualTo(401);
        assertThat(checkIn("lot-d", "entry-9", "A1", "k").status()).isEqualTo(404);
        assertThat(put("/v1/operator/lots/nowhere/gates/g", TestIssuer.admin(), "{\"direction\":\"ENTRY\"}")
                        .status())
                .isEqualTo(404);
        assertThat(put("/v1/operator/lots/lot-d/gates/g", TestIssuer.operator("otto", "lot-x"), "{}")
                        .status())
                .isEqualTo(403);
        assertThat(put(
                                "/v1/operator/lots/lot-d/gates/g",
                                TestIssuer.admin(),
                                "{\"direction\":\"ENTRY\",\"barrier\":"
                                        + "{\"profile\":\"waveshare\",\"host\":\"10.0.0.1\",\"port\":502}}")
                        .status())
                .isEqualTo(400);
        assertThat(post("/v1/gates/cameras/cam-x/json?key=wrong", null, null, "{}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void opensForACameraAndCountsTheCarAtTheLoop() throws Exception {
        try (RelayController controller = new RelayController()) {
            Answer gate = gate("lot-e", "entry-1", "ENTRY", "cam-e", controller);
            String camera = gate.at("/cameraUrl").asString().replaceFirst("http://[^/]+", "");
            String reservation = booked("lot-e", "CAM1234");
            await().until(() -> getGates("lot-e").at("/items/0/connected").asBoolean());

            Answer pushed = post(camera, null, null, "{\"eventId\":\"e1\",\"plate\":\"CAM1234\",\"confidence\":0.9}");
            assertThat(pushed.status()).isEqualTo(200);
            await().until(() -> controller.writes().contains(new RelayController.Write(0x0200, 5)));
            post(camera, null, null, "{\"eventId\":\"e2\",\"plate\":\"CAM1Z34\",\"confidence\":0.9}");
            controller.input(0, true);
            await().until(() -> getGates("lot-e").at("/items/0/inputs/PASSAGE").asBoolean());
            assertThat(stateOf(reservation)).isEqualTo(PassState.ADMITTED);
            controller.input(0, false);

            await().until(() -> stateOf(reservation) == PassState.INSIDE);
            assertThat(controller.writes()).hasSize(1);
            assertThat(outbox(reservation)).containsExactly("VehicleEntered");
            assertThat(post(camera, null, null, "nonsense").status()).isEqualTo(400);
            await().until(() -> jdbc.sql("select count(*) from camera_read where camera_id = 'cam-e'")
                            .query(Long.class)
                            .single()
                    == 2);
        }
    }

    @Test
    void opensForACarThatStandsThereWhenItsBookingBecomesKnown() throws Exception {
        try (RelayController controller = new RelayController()) {
            Answer gate = gate("lot-g", "entry-1", "ENTRY", "cam-g", controller);
            String camera = gate.at("/cameraUrl").asString().replaceFirst("http://[^/]+", "");
            await().until(() -> getGates("lot-g").at("/items/0/connected").asBoolean());

            post(camera, null, null, "{\"eventId\":\"e1\",\"plate\":\"DRIVEUP1\",\"confidence\":0.9}");
            await().until(() -> getGates("lot-g")
                    .at("/items/0/lastDecision/reason")
                    .asString()
                    .equals("UNKNOWN_PLATE"));
            assertThat(controller.writes()).isEmpty();

            String reservation = booked("lot-g", "DRIVEUP1");

            await().until(() -> controller.writes().contains(new RelayController.Write(0x0200, 5)));
            assertThat(stateOf(reservation)).isEqualTo(PassState.ADMITTED);
        }
    }

    @Test
    void decidesWithoutTheDatabaseAndTellsItLater() {
        gate("lot-f", "entry-1", "ENTRY", null, null);
        String reservation = booked("lot-f", "HANG01");
        booked("lot-f", "WARM01");
        checkIn("lot-f", "entry-1", "WARM01", "warm");
        DATABASE.pause();
        try {
            long started = System.nanoTime();
            Answer in = checkIn("lot-f", "entry-1", "HANG01", "k1");
            Duration took = Duration.ofNanos(System.nanoTime() - started);

            assertThat(in.at("/allowed").asBoolean()).isTrue();
            assertThat(in.at("/level").asString()).isIn("L1", "L2");
            assertThat(took).as("did not wait for the hung socket").isLessThan(HUNG_SOCKET_TIMEOUT);
            assertThat(checkIn("lot-f", "entry-1", "HANG01", "k1").body()).isEqualTo(in.body());
            assertThat(checkIn("lot-f", "entry-1", "HANG01", "k2").at("/reason").asString())
                    .isEqualTo("ALREADY_INSIDE");
        } finally {
            DATABASE.resume();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> stateOf(reservation) == PassState.INSIDE);
        assertThat(outbox(reservation)).containsExactly("VehicleEntered");
        await().until(() -> !book.isAhead(reservation));
        assertThat(revoke(reservation, "lot-f")).isEqualTo("ALREADY_INSIDE");
    }

    private String booked(String lotId, String plate) {
        String reservation = UUID.randomUUID().toString();
        state(new ReservationConfirmed(terms(reservation, lotId, plate)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> book.find(reservation).isPresent());
        return reservation;
    }

    private static StayTerms terms(String reservation, String lotId, String plate) {
        return new StayTerms(
                reservation,
                lotId,
                "alice",
                null,
                "v1",
                plate,
                "SUV",
                "SUV",
                NOW,
                NOW.plus(Duration.ofHours(3)),
                1850,
                "USD",
                "UTC",
                Tariff.of(null, BigDecimal.TEN, null, null, null),
                Policies.defaults());
    }

    private void state(Event event) {
        kafka.send(EventRecords.of(event, 1)).join();
    }

    private PassState stateOf(String reservation) {
        return passes.find(reservation).orElseThrow().state();
    }

    private List<String> outbox(String reservation) {
        return jdbc.sql("select type from outbox where aggregate_id = :id order by occurred_at, aggregate_version")
                .param("id", reservation)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private Answer gate(
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

    private Answer checkIn(String lotId, String gateId, String plate, String key) {
        return post("/v1/gates/check-in", TestIssuer.gate(lotId, gateId), key, """
                {"lotId":"%s","gateId":"%s","plate":"%s","timestamp":"2026-04-14T09:00:00Z"}""".formatted(lotId, gateId, plate));
    }

    private String revoke(String reservation, String lotId) {
        return put(
                        "/internal/passes/%s/revocation".formatted(reservation),
                        TestIssuer.service(),
                        "{\"lotId\":\"%s\",\"reason\":\"CANCELLED\"}".formatted(lotId))
                .at("/outcome")
                .asString();
    }

    private Answer getGates(String lotId) {
        return send(
                HttpRequest.newBuilder(uri("/v1/operator/lots/%s/gates".formatted(lotId)))
                        .GET(),
                TestIssuer.admin(),
                null);
    }

    private Answer post(String path, @Nullable String token, @Nullable String key, String body) {
        return send(HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)), token, key);
    }

    private Answer put(String path, String token, String body) {
        return send(HttpRequest.newBuilder(uri(path)).PUT(HttpRequest.BodyPublishers.ofString(body)), token, null);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private Answer send(HttpRequest.Builder request, @Nullable String token, @Nullable String key) {
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

    private record Answer(int status, String body) {
        JsonNode at(String pointer) {
            return JsonMapper.shared().readTree(body).at(pointer);
        }
    }
}
