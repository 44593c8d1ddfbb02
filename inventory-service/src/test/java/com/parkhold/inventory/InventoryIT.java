package com.parkhold.inventory;

import static com.parkhold.inventory.LotFixtures.lot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.contract.LotDocument.SpotClass;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.testing.EventRecords;
import com.parkhold.testing.SettableClock;
import com.parkhold.testing.TestIssuer;
import com.parkhold.testing.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on real servers, its clock standing at eight o'clock on 14 April 2026. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(InventoryIT.StandingClock.class)
abstract class InventoryIT {

    static final Instant NOW = Instant.parse("2026-04-14T08:00:00Z");
    static final Instant NINE = Instant.parse("2026-04-14T09:00:00Z");
    static final Instant NOON = Instant.parse("2026-04-14T12:00:00Z");

    @Autowired
    JdbcClient jdbc;

    @Autowired
    KafkaTemplate<String, String> kafka;

    @Autowired
    JsonMapper json;

    @Autowired
    SettableClock clock;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.register(registry, "inventory");
    }

    @TestConfiguration
    static class StandingClock {
        @Bean
        SettableClock clock() {
            return SettableClock.at(NOW);
        }
    }

    @BeforeEach
    void standAtEight() {
        clock.set(NOW);
    }

    /** What the service answered, and letter by letter. */
    record Answer(int status, JsonNode body, String text) {}

    Answer call(HttpMethod method, String path, String token, Object body) {
        RestClient.RequestBodySpec request =
                RestClient.create("http://127.0.0.1:" + port).method(method).uri(path);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!body.equals("")) {
            request.contentType(MediaType.APPLICATION_JSON)
                    .body(body instanceof String text ? text : json.writeValueAsString(body));
        }
        ResponseEntity<String> response = request.exchange((_, answer) -> ResponseEntity.status(answer.getStatusCode())
                .body(new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8)));
        String text = Objects.requireNonNullElse(response.getBody(), "");
        return new Answer(response.getStatusCode().value(), json.readTree(text.isEmpty() ? "{}" : text), text);
    }

    Answer get(String path) {
        return call(HttpMethod.GET, path, "", "");
    }

    Answer asAdmin(HttpMethod method, String path, Object body) {
        return call(method, path, TestIssuer.admin(), body);
    }

    /** A lot under a new name. */
    String openLot(SpotClass... classes) {
        String lotId = "lot-" + UUID.randomUUID();
        LotDocument document = lot(lotId, classes);
        assertThat(asAdmin(HttpMethod.POST, "/v1/operator/lots", document).status())
                .isEqualTo(201);
        return lotId;
    }

    Answer hold(String lotId, String reservationId) {
        return hold(lotId, reservationId, "SUV", NINE, NOON);
    }

    Answer hold(String lotId, String reservationId, String vehicleType, Instant start, Instant end) {
        return call(
                HttpMethod.PUT,
                "/internal/holds/" + reservationId,
                TestIssuer.service(),
                Map.of(
                        "lotId", lotId,
                        "userId", "alice",
                        "vehicleType", vehicleType,
                        "startTime", start,
                        "endTime", end));
    }

    int free(String lotId) {
        JsonNode answer = get("/v1/lots/%s/availability?startTime=%s&endTime=%s&vehicleType=SUV"
                        .formatted(lotId, NINE, NOON))
                .body();
        return answer.get("spotTypes").get(0).get("count").asInt();
    }

    void publish(Event event) {
        publish(EventRecords.of(event, 1));
    }

    void publish(ProducerRecord<String, String> record) {
        kafka.send(record).join();
    }

    void awaitState(String reservationId, String state) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(stateOf(reservationId)).isEqualTo(state));
    }

    String stateOf(String reservationId) {
        return jdbc.sql("select state from hold where reservation_id = :id")
                .param("id", reservationId)
                .query(String.class)
                .optional()
                .orElse("NONE");
    }

    List<String> eventsAbout(String aggregateId) {
        return jdbc.sql("select type from outbox where aggregate_id = :id order by aggregate_version")
                .param("id", aggregateId)
                .query((row, _) -> row.getString(1))
                .list();
    }

    StayTerms terms(String lotId, String reservationId) {
        LotDocument document = lot(lotId);
        return new StayTerms(
                reservationId,
                lotId,
                "alice",
                null,
                "v1",
                "ABC1234",
                "SUV",
                "SUV",
                NINE,
                NOON,
                1800,
                "USD",
                document.timeZone(),
                document.tariff(),
                Policies.defaults());
    }

    static String newReservation() {
        return UUID.randomUUID().toString();
    }
}
