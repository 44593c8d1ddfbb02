package com.parkhold.reservation;

import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.EventJson;
import com.parkhold.common.contract.PaymentAuthorized;
import com.parkhold.reservation.RunningService.TestClock;
import com.parkhold.testing.EventRecords;
import com.parkhold.testing.SettableClock;
import com.parkhold.testing.TestIssuer;
import com.parkhold.testing.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
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

/** The whole service on real servers, its neighbours played over HTTP, its clock moved by the test. */
@SpringBootTest(
        classes = ReservationApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "parkhold.sweep-every=PT24H")
@Import(TestClock.class)
public abstract class RunningService {

    protected static final Neighbours NEIGHBOURS = new Neighbours();
    protected static final ECKey QR_KEY = qrKey();
    protected static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    protected SettableClock clock;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    private KafkaTemplate<String, String> kafka;

    @LocalServerPort
    private int port;

    /** A driver whom no other test knows. */
    protected String driver = "";

    private long eventVersion;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.register(registry, "reservation");
        registry.add("parkhold.inventory-url", NEIGHBOURS::url);
        registry.add("parkhold.payment-url", NEIGHBOURS::url);
        registry.add("parkhold.gate-url", NEIGHBOURS::url);
        registry.add("parkhold.qr-signing-key-file", () -> keyFile().toString());
    }

    @TestConfiguration
    static class TestClock {
        @Bean
        SettableClock clock() {
            return SettableClock.at(Fixtures.NOW);
        }
    }

    /** An answer of the service. */
    protected record Reply(int status, String text, HttpResponse<String> response) {
        JsonNode json() {
            return JSON.readTree(text);
        }

        String code() {
            return json().path("code").asString("");
        }
    }

    @BeforeEach
    void startAfresh() {
        NEIGHBOURS.reset();
        clock.set(Fixtures.NOW);
        driver = "driver-" + UUID.randomUUID();
        Reply registered = post("/v1/users/" + driver + "/vehicles", TestIssuer.driver(driver), """
                {"vehicleId":"v1","plate":"abc 1234","type":"suv"}""");
        if (registered.status() != 201) {
            throw new IllegalStateException(registered.text());
        }
    }

    protected String wish() {
        return wish(Fixtures.WINDOW.start(), Fixtures.WINDOW.end());
    }

    protected String wish(Instant start, Instant end) {
        return """
                {"userId":"%s","vehicleId":"v1","lotId":"lot-123","vehicleType":"SUV","startTime":"%s","endTime":"%s"}""".formatted(driver, start, end);
    }

    protected Reply book(String key, String body) {
        return send(request("/v1/reservations", TestIssuer.driver(driver))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A reservation that waits for its money; answers its id. */
    protected String pending() {
        Reply booked = book(UUID.randomUUID().toString(), wish());
        if (booked.status() != 201) {
            throw new IllegalStateException(booked.text());
        }
        return booked.json().path("reservationId").asString();
    }

    /** A reservation that is paid for; answers its id. */
    protected String confirmed() {
        String id = pending();
        publish(paid(id));
        awaitStatus(id, "CONFIRMED");
        return id;
    }

    protected PaymentAuthorized paid(String id) {
        return new PaymentAuthorized(id, "lot-123", 1850, "USD", clock.instant());
    }

    protected void publish(Event event) {
        publish(UUID.randomUUID(), event);
    }

    protected void publish(UUID eventId, Event event) {
        eventVersion++;
        kafka.send(EventRecords.of(eventId, event, eventVersion)).join();
    }

    protected JsonNode shown(String id) {
        return get("/v1/reservations/" + id, TestIssuer.driver(driver)).json();
    }

    protected void awaitStatus(String id, String status) {
        awaitThat(() -> shown(id).path("status").asString("").equals(status));
    }

    protected void awaitThat(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }

    /** What was stated about a reservation, in order. */
    protected List<Event> stated(String id) {
        return jdbc.sql("select type, payload from outbox where aggregate_id = :id order by aggregate_version")
                .param("id", id)
                .query((result, _) -> EventJson.read(result.getString("type"), result.getString("payload"))
                        .orElseThrow())
                .list();
    }

    protected List<String> statedTypes(String id) {
        return stated(id).stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    protected Reply get(String path, String token) {
        return send(request(path, token).GET());
    }

    protected Reply delete(String path, String token) {
        return send(request(path, token).DELETE());
    }

    protected Reply post(String path, String token, String body) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    protected Reply post(String path, String token) {
        return send(request(path, token).POST(HttpRequest.BodyPublishers.noBody()));
    }

    protected HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(15))
                .header("Authorization", "Bearer " + token);
    }

    protected Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static ECKey qrKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("qr-test").generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Path keyFile() {
        try {
            Path file = Files.createTempFile("qr", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, QR_KEY.toJSONString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
