package com.parkhold.session.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.EventJson;
import com.parkhold.common.contract.ExitPaid;
import com.parkhold.common.contract.ExitPaymentAnswer;
import com.parkhold.common.contract.ExitPaymentAnswer.State;
import com.parkhold.common.contract.ExitPaymentRequest;
import com.parkhold.common.contract.Policies.EarlyDeparture.Kind;
import com.parkhold.common.contract.Policies.Overstay.Settle;
import com.parkhold.common.contract.SessionClosed;
import com.parkhold.common.contract.SettlementAnswer;
import com.parkhold.common.contract.SettlementRequest;
import com.parkhold.common.contract.StayPaid;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.contract.VehicleEntered;
import com.parkhold.common.contract.VehicleExited;
import com.parkhold.session.Stays;
import com.parkhold.testing.EventRecords;
import com.parkhold.testing.TestIssuer;
import com.parkhold.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/** What a gate is told of a car that owes money, at a lot that wants it before the barrier opens. */
@Import(PayAtExitIT.Payment.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PayAtExitIT {

    private static final Instant STANDS_THERE = Stays.END.plus(Duration.ofMinutes(60));
    private static final Instant UNTIL = STANDS_THERE.plus(Duration.ofMinutes(20));
    private static final AtomicReference<Optional<ExitPaymentAnswer>> SAYS = new AtomicReference<>(Optional.empty());
    private static final AtomicReference<Optional<ExitPaymentRequest>> ASKED = new AtomicReference<>(Optional.empty());

    @Autowired
    KafkaTemplate<String, String> kafka;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private final String reservation = UUID.randomUUID().toString();
    private final String session = UUID.randomUUID().toString();

    /** payment-service, as far as it is asked. */
    @TestConfiguration
    static class Payment {
        @Bean
        @Primary
        ExitPayments exitPayments() {
            return (_, request) -> {
                ASKED.set(Optional.of(request));
                return SAYS.get();
            };
        }
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.register(registry, "session");
    }

    @Test
    void keepsTheCarOnlyWhileThereIsAPageToPayOn() {
        says(new ExitPaymentAnswer(State.PAYABLE, 0, 900, "https://park.example/v1/pay/s", null));
        SettlementAnswer kept = settle(STANDS_THERE);
        assertThat(kept.mayLeave()).isFalse();
        assertThat(kept.dueMinor()).isEqualTo(900);
        assertThat(kept.paymentUrl()).isEqualTo("https://park.example/v1/pay/s");
        assertThat(ASKED.get().orElseThrow().chargeMinor()).isEqualTo(900);
        assertThat(ASKED.get().orElseThrow().grace()).isEqualTo(Duration.ofMinutes(10));

        says(new ExitPaymentAnswer(State.UNAVAILABLE, 0, 0, null, null));
        assertThat(settle(STANDS_THERE).mayLeave()).isTrue();
        SAYS.set(Optional.empty());
        assertThat(settle(STANDS_THERE).mayLeave()).isTrue();
        assertThat(settle(STANDS_THERE).finalChargeMinor()).isEqualTo(900);
    }

    @Test
    void asksNobodyWhereNothingIsDue() {
        ASKED.set(Optional.empty());
        assertThat(settle(Stays.END).mayLeave()).isTrue();
        assertThat(ASKED.get()).isEmpty();
    }

    @Test
    void closesAStayAtWhatWasPaidThoughTheEventOfItIsStillUnderWay() {
        send(entered());
        says(new ExitPaymentAnswer(State.PAID, 900, 0, null, UNTIL));
        SettlementAnswer leaving = settle(UNTIL);
        assertThat(leaving.mayLeave()).isTrue();
        assertThat(leaving.finalChargeMinor()).isEqualTo(900);
        assertThat(leaving.paidMinor()).isEqualTo(900);

        send(exited(UNTIL));

        await().atMost(Duration.ofSeconds(30)).until(() -> told().size() == 2);
        assertThat(((SessionClosed) told().getLast()).finalChargeMinor()).isEqualTo(900);
    }

    @Test
    void tellsTheGateWhatPaymentSays() {
        SAYS.set(Optional.empty());
        send(entered());
        await().atMost(Duration.ofSeconds(30)).until(() -> told().size() == 1);

        send(new ExitPaid(reservation, "lot-1", session, 900, "USD", UNTIL));

        await().atMost(Duration.ofSeconds(30)).until(() -> told().size() == 2);
        assertThat(told().getLast()).isEqualTo(new StayPaid(session, reservation, "lot-1", 900, "USD", UNTIL));
        assertThat(settle(STANDS_THERE).paidMinor())
                .as("known without asking payment")
                .isEqualTo(900);
    }

    private static void says(ExitPaymentAnswer answer) {
        SAYS.set(Optional.of(answer));
    }

    private SettlementAnswer settle(Instant exitAt) {
        return RestClient.create("http://127.0.0.1:" + port)
                .post()
                .uri("/internal/sessions/settlements")
                .headers(headers -> headers.setBearerAuth(TestIssuer.service()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(new SettlementRequest(session, Stays.START, exitAt, terms()))
                .retrieve()
                .requiredBody(SettlementAnswer.class);
    }

    private StayTerms terms() {
        return Stays.terms(reservation, Kind.PRORATED_REFUND, Settle.PAY_AT_EXIT);
    }

    private VehicleEntered entered() {
        return new VehicleEntered(
                session, reservation, "lot-1", "entry-1", "ABC1234", Stays.START, null, "L0", terms());
    }

    private VehicleExited exited(Instant at) {
        return new VehicleExited(session, reservation, "lot-1", "exit-1", "ABC1234", Stays.START, at, "L0", terms());
    }

    private void send(Event event) {
        kafka.send(EventRecords.of(event, 1)).join();
    }

    private List<Event> told() {
        return jdbc.sql("select type, payload from outbox where aggregate_id = :id order by aggregate_version")
                .param("id", session)
                .query((row, _) -> EventJson.read(row.getString("type"), row.getString("payload"))
                        .orElseThrow())
                .list();
    }
}
