package com.parkhold.session.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.EntryVoided;
import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.EventJson;
import com.parkhold.common.contract.Policies.EarlyDeparture.Kind;
import com.parkhold.common.contract.SessionClosed;
import com.parkhold.common.contract.SessionOpened;
import com.parkhold.common.contract.SessionVoided;
import com.parkhold.common.contract.SettlementAnswer;
import com.parkhold.common.contract.SettlementRequest;
import com.parkhold.common.contract.SpotAssigned;
import com.parkhold.common.contract.VehicleEntered;
import com.parkhold.common.contract.VehicleExited;
import com.parkhold.session.Stays;
import com.parkhold.testing.EventRecords;
import com.parkhold.testing.TestIssuer;
import com.parkhold.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class FollowingCarsIT {

    private static final Instant EARLY_EXIT = Stays.START.plus(Duration.ofMinutes(150));

    @Autowired
    KafkaTemplate<String, String> kafka;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private final String reservation = UUID.randomUUID().toString();
    private final String session = UUID.randomUUID().toString();

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.register(registry, "session");
    }

    @Test
    void opensAStayWhenACarEntersAndSettlesItWhenItLeaves() {
        send(entered());
        send(new SpotAssigned(reservation, "lot-1", "B2-104", "B2", "SUV"));
        send(exited());
        send(exited());
        awaitEvents(2);
        assertThat(told())
                .containsExactly(
                        new SessionOpened(session, reservation, "lot-1", Stays.START), closed(told().getLast()));
        assertThat(closed(told().getLast()).refundMinor()).isEqualTo(300);
        assertThat(operatorSees("olga-lot-1", "lot-1").getBody())
                .contains("\"sessionId\":\"" + session + "\"", "\"refund\":3.00", "\"status\":\"CLOSED\"");
    }

    @Test
    void closesAStayWhoseExitNobodySawAtACappedChargeOnce() {
        VehicleExited exit = exited();
        VehicleExited missed = new VehicleExited(
                session,
                reservation,
                "lot-1",
                "missed-exit",
                "ABC1234",
                Stays.START,
                Stays.END.plus(Duration.ofDays(1)),
                "L0",
                exit.terms());
        send(entered());
        send(missed);
        send(missed);
        send(exit);
        awaitEvents(2);
        SessionClosed closed = closed(told().getLast());
        assertThat(closed.finalChargeMinor()).as("not a day at 9.00 an hour").isEqualTo(1800);
        assertThat(closed.lines().getLast().text()).contains("No exit was seen");
        assertThat(operatorSees("olga-lot-1", "lot-1").getBody())
                .contains("\"exitGateId\":\"missed-exit\"", "\"finalCharge\":18.00");
    }

    @Test
    void chargesTimeThatNoBookingCoversAsAStayOfItsOwnOnce() {
        Instant closedByRule = Stays.END.plus(Duration.ofDays(1));
        String later = UUID.randomUUID().toString();
        VehicleExited stayedOn = new VehicleExited(
                later,
                reservation,
                "lot-1",
                "exit-1",
                "ABC1234",
                closedByRule,
                closedByRule.plus(Duration.ofDays(29)),
                "L3",
                Stays.unbooked(reservation, closedByRule));
        send(entered());
        send(new VehicleExited(
                session,
                reservation,
                "lot-1",
                "missed-exit",
                "ABC1234",
                Stays.START,
                closedByRule,
                "L0",
                exited().terms()));
        send(stayedOn);
        send(stayedOn);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told(later)).hasSize(2));
        SessionClosed closed = closed(told(later).getLast());
        assertThat(closed.finalChargeMinor()).as("29 days at 9.00 an hour").isEqualTo(29 * 24 * 900);
        assertThat(closed.paidMinor()).isZero();
        assertThat(closed.refundMinor() + closed.creditMinor()).isZero();
        awaitEvents(2);
        assertThat(closed(told().getLast()).finalChargeMinor())
                .as("what the rule charged stays")
                .isEqualTo(1800);
    }

    @Test
    void settlesAStayWhoseEntryNeverReachedUs() {
        send(exited());
        awaitEvents(2);
        assertThat(closed(told().getLast()).exitedAt()).isEqualTo(EARLY_EXIT);
    }

    @Test
    void voidsAStayWhoseCarBackedOut() {
        send(entered());
        send(new EntryVoided(reservation, "lot-1", "entry-1", Stays.START, "BACKED_OUT"));
        send(new EntryVoided(reservation, "lot-1", "entry-1", Stays.START, "BACKED_OUT"));
        awaitEvents(2);
        assertThat(told()).endsWith(new SessionVoided(session, reservation, "lot-1"));
    }

    @Test
    void tellsAGateWhatLeavingNowComesTo() {
        SettlementAnswer answer = RestClient.create("http://127.0.0.1:" + port)
                .post()
                .uri("/internal/sessions/settlements")
                .headers(headers -> headers.setBearerAuth(TestIssuer.service()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(new SettlementRequest(
                        session, Stays.START, EARLY_EXIT, Stays.terms(reservation, Kind.PRORATED_REFUND)))
                .retrieve()
                .requiredBody(SettlementAnswer.class);
        assertThat(answer.refundMinor()).isEqualTo(300);
        assertThat(answer.mayLeave()).isTrue();
    }

    @Test
    void showsALotToItsOperatorOnly() {
        assertThat(operatorSees("otto", "lot-9").getStatusCode().value()).isEqualTo(403);
        assertThat(operatorSees("olga", "lot-1").getStatusCode().value()).isEqualTo(200);
    }

    private ResponseEntity<String> operatorSees(String user, String runs) {
        return RestClient.create("http://127.0.0.1:" + port)
                .get()
                .uri("/v1/operator/lots/lot-1/sessions")
                .headers(headers -> headers.setBearerAuth(TestIssuer.operator(user, runs)))
                .retrieve()
                .onStatus(_ -> true, (_, _) -> {})
                .toEntity(String.class);
    }

    private VehicleEntered entered() {
        return new VehicleEntered(
                session,
                reservation,
                "lot-1",
                "entry-1",
                "ABC1234",
                Stays.START,
                null,
                "L0",
                Stays.terms(reservation, Kind.PRORATED_REFUND));
    }

    private VehicleExited exited() {
        return new VehicleExited(
                session,
                reservation,
                "lot-1",
                "exit-1",
                "ABC1234",
                Stays.START,
                EARLY_EXIT,
                "L0",
                Stays.terms(reservation, Kind.PRORATED_REFUND));
    }

    private void send(Event event) {
        kafka.send(EventRecords.of(event, 1)).join();
    }

    private void awaitEvents(int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told()).hasSize(count));
    }

    private List<Event> told() {
        return told(session);
    }

    private List<Event> told(String of) {
        return jdbc.sql("select type, payload from outbox where aggregate_id = :id order by aggregate_version")
                .param("id", of)
                .query((row, _) -> EventJson.read(row.getString("type"), row.getString("payload"))
                        .orElseThrow())
                .list();
    }

    private static SessionClosed closed(Event event) {
        return (SessionClosed) event;
    }
}
