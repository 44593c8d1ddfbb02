package com.parkhold.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.SessionVoided;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.idempotency.Claim;
import com.parkhold.common.idempotency.IdempotencyKeys;
import com.parkhold.common.inbox.DeadLetters;
import com.parkhold.common.observability.TraceIdHeader;
import com.parkhold.common.outbox.Outbox;
import com.parkhold.testing.EventRecords;
import com.parkhold.testing.TestIssuer;
import com.parkhold.testing.TestServers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=kernel",
            "parkhold.instance=kernel-1",
            "spring.config.import=classpath:parkhold-defaults.yml"
        })
class KernelIT {

    private static final Duration LEASE = Duration.ofSeconds(10);

    @Autowired
    Outbox outbox;

    @Autowired
    IdempotencyKeys keys;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    KafkaTemplate<String, String> kafka;

    @Autowired
    KernelApplication application;

    @Autowired
    KafkaAdmin kafkaAdmin;

    @Autowired
    MeterRegistry meters;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.register(registry, "kernel");
    }

    @Test
    void staysTheSameMemberOfItsGroupOverARestart() throws Exception {
        try (Admin admin = Admin.create(kafkaAdmin.getConfigurationProperties())) {
            await().untilAsserted(() -> assertThat(
                            Objects.requireNonNull(admin.describeConsumerGroups(List.of("kernel"))
                                            .describedGroups()
                                            .get("kernel"))
                                    .get()
                                    .members())
                    .extracting(MemberDescription::groupInstanceId)
                    .allSatisfy(instance -> assertThat(instance).hasValue("kernel-1." + Topics.SESSION_EVENTS + "-0"))
                    .isNotEmpty());
        }
    }

    @Test
    void comesBackAndSaysSoWhereAnotherProcessTakesItsName() {
        Map<String, Object> settings = new HashMap<>(kafkaAdmin.getConfigurationProperties());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "kernel");
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "kernel-1." + Topics.SESSION_EVENTS + "-0");
        assertThat(getHealth("")).contains("\"UP\"");
        try (KafkaConsumer<String, String> other =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            other.subscribe(List.of(Topics.SESSION_EVENTS));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                other.poll(Duration.ofMillis(100));
                return stopsOf("FENCED") > 0;
            });
        }

        Event later = voided("lot-fenced");
        send(EventRecords.of(later, 1));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(application.applied()).contains(later));
        assertThat(meters.get("parkhold.inbox.listeners.unsteady").gauge().value())
                .isOne();
        assertThat(getHealth("")).contains("\"DEGRADED\"");
        assertThat(getHealth("/readiness")).contains("\"UP\"");
    }

    private double stopsOf(String reason) {
        return meters.find("parkhold.inbox.listener.stops").tag("reason", reason).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private String getHealth(String group) {
        return RestClient.create("http://127.0.0.1:" + port)
                .get()
                .uri("/actuator/health" + group)
                .retrieve()
                .requiredBody(String.class);
    }

    @Test
    void statesAnEventOnlyWithItsCause() {
        Event event = voided("lot-a");
        assertThatThrownBy(() -> outbox.append(event, 1)).isInstanceOf(IllegalTransactionStateException.class);
        transactions.executeWithoutResult(status -> {
            outbox.append(event, 1);
            status.setRollbackOnly();
        });
        assertThat(eventsOf(event)).isZero();
        transactions.executeWithoutResult(_ -> outbox.append(event, 1));
        assertThat(eventsOf(event)).isOne();
    }

    @Test
    void appliesAnEventOnceHoweverOftenItIsDelivered() {
        Event event = voided("lot-b");
        UUID id = UUID.randomUUID();
        send(EventRecords.of(id, event, 1));
        send(EventRecords.of(id, event, 1));
        Event last = voided("lot-b");
        send(EventRecords.of(last, 1));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(application.applied()).contains(last));
        assertThat(application.applied()).containsOnlyOnce(event);
    }

    @Test
    void setsAPoisonousEventAsideSoThatItsNeighboursFlowAndReplaysIt() {
        Event poison = voided("poison");
        Event neighbour = voided("poison-neighbour");
        send(EventRecords.of(poison, 1));
        send(EventRecords.of(neighbour, 1));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(application.applied()).contains(neighbour));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(replay()).isPositive());
        assertThat(application.applied()).doesNotContain(poison);
    }

    @Test
    void answersOneKeyOnce() {
        assertThat(claim("k1", "a", "s1")).isEqualTo(new Claim.First("s1"));
        assertThat(claim("k1", "a", "s2")).isEqualTo(new Claim.InFlight());
        assertThat(claim("k1", "b", "s2")).isEqualTo(new Claim.OtherRequest());
        keys.complete("u", "k1", 201, "{}");
        assertThat(claim("k1", "a", "s2")).isEqualTo(new Claim.Answered(201, "{}"));
    }

    @Test
    void handsAKeyOverWhenItsHolderIsGone() {
        transactions.executeWithoutResult(_ -> keys.claim("u", "k2", "a", "s1", Duration.ZERO));
        assertThat(claim("k2", "a", "s2")).isEqualTo(new Claim.TakenOver("s1"));
    }

    @Test
    void answersProblemsForBadInput() {
        assertThat(post("/greetings", TestIssuer.driver("alice"), "{\"name\":\"x\"}"))
                .satisfies(answer -> assertThat(answer.getStatusCode().value()).isEqualTo(200))
                .satisfies(answer -> assertThat(answer.getHeaders().getFirst(TraceIdHeader.NAME))
                        .hasSize(32));
        expect(post("/greetings", TestIssuer.driver("alice"), "{\"name\":"), 400, "MALFORMED_JSON");
        expect(post("/greetings", TestIssuer.driver("alice"), "{\"nme\":1}"), 400, "UNKNOWN_FIELD");
        expect(post("/greetings", TestIssuer.driver("alice"), "{\"name\":\"\"}"), 400, "NOT_BLANK");
        expect(post("/nowhere", TestIssuer.driver("alice"), "{}"), 404, "NOT_FOUND");
        expect(post("/greetings", "forged", "{\"name\":\"x\"}"), 401, "UNAUTHORIZED");
        expect(post("/internal/greetings", TestIssuer.driver("alice"), "{}"), 403, "FORBIDDEN");
        assertThat(post("/internal/greetings", TestIssuer.service(), "{}")
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    private void expect(ResponseEntity<String> answer, int status, String code) {
        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getBody()).contains("\"code\":\"" + code + "\"").contains("\"type\"");
    }

    private ResponseEntity<String> post(String path, String token, String body) {
        return RestClient.create("http://127.0.0.1:" + port)
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(token))
                .body(body)
                .retrieve()
                .onStatus(_ -> true, (_, _) -> {})
                .toEntity(String.class);
    }

    private void send(ProducerRecord<String, String> record) {
        kafka.send(record).join();
    }

    private int replay() {
        DeadLetters.Replayed replayed = RestClient.create("http://127.0.0.1:" + port)
                .post()
                .uri("/internal/dead-letters/session-events.v1/replay")
                .headers(headers -> headers.setBearerAuth(TestIssuer.service()))
                .retrieve()
                .requiredBody(DeadLetters.Replayed.class);
        return replayed.events();
    }

    private Claim claim(String key, String fingerprint, String subject) {
        return Objects.requireNonNull(transactions.execute(_ -> keys.claim("u", key, fingerprint, subject, LEASE)));
    }

    private int eventsOf(Event event) {
        return jdbc.sql("select count(*) from outbox where aggregate_id = :id")
                .params(Map.of("id", event.aggregateId()))
                .query(Integer.class)
                .single();
    }

    private static SessionVoided voided(String lotId) {
        return new SessionVoided(UUID.randomUUID().toString(), "r", lotId);
    }
}
