package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.CheckoutAnswer;
import com.parkhold.common.contract.CheckoutRequest;
import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.EventJson;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.contract.Policies.Overstay.Settle;
import com.parkhold.common.contract.ReservationCancelled;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.SessionClosed;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.tariff.Tariff;
import com.parkhold.testing.EventRecords;
import com.parkhold.testing.TestIssuer;
import com.parkhold.testing.TestServers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/** The service with its real servers and a provider that can be made hostile. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {
            "parkhold.payment.reconcile-every=300ms",
            "parkhold.payment.reconcile-after=1s",
            "parkhold.payment.sweep-every=1s",
            "parkhold.payment.sweep-patience=2s",
            "parkhold.payment.debt-retries=2s,2s",
            "parkhold.payment.captured-at-once=lot-at-once"
        })
abstract class ServiceTest {

    static final String CARD = "4242424242424242";
    static final String FAILS_LATER = "4000000000000341";

    /** Its refunds are pending at first. */
    static final String REFUNDED_SLOWLY = "4000000000007726";

    static final String LOT = "lot-123";
    static final long PRICE = 1850;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    KafkaTemplate<String, String> kafka;

    final String reservation = "r-" + UUID.randomUUID();

    /** Of each test its own: what one has to their credit lowers what the next booking of theirs takes. */
    final String driver = "alice-" + UUID.randomUUID();

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.register(registry, "payment");
        registry.add("server.port", StripeProcess::servicePort);
        registry.add("parkhold.stripe.api-base", StripeProcess::address);
        registry.add("parkhold.stripe.api-key", () -> "sk_test_payment");
        registry.add("parkhold.stripe.webhook-secrets", () -> "whsec_next," + StripeProcess.SECRET);
    }

    @AfterEach
    void healProvider() {
        StripeProcess.healthy();
    }

    RestClient http() {
        return RestClient.builder()
                .baseUrl("http://127.0.0.1:" + StripeProcess.servicePort())
                .defaultStatusHandler(_ -> true, (_, _) -> {})
                .build();
    }

    CheckoutAnswer open() {
        return Objects.requireNonNull(put(request(PRICE), CheckoutAnswer.class).getBody());
    }

    <T> ResponseEntity<T> put(CheckoutRequest request, Class<T> answer) {
        return http().put()
                .uri("/internal/checkouts/" + reservation)
                .headers(headers -> headers.setBearerAuth(TestIssuer.service()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(request)
                .retrieve()
                .toEntity(answer);
    }

    CheckoutRequest request(long amountMinor) {
        return new CheckoutRequest(
                LOT,
                driver,
                "alice@parkhold.example",
                "Parking",
                amountMinor,
                "USD",
                Instant.now().plusSeconds(600),
                null);
    }

    CheckoutAnswer refresh() {
        return http().post()
                .uri("/internal/checkouts/" + reservation + "/refresh")
                .headers(headers -> headers.setBearerAuth(TestIssuer.service()))
                .retrieve()
                .requiredBody(CheckoutAnswer.class);
    }

    void pay(CheckoutAnswer checkout, String card) {
        assertThat(StripeProcess.pay(Objects.requireNonNull(checkout.paymentToken()), card))
                .isLessThan(400);
    }

    /** Opens and pays, and waits until the service knows. */
    void authorize(String card) {
        pay(open(), card);
        awaitEvents("CheckoutOpened", "PaymentAuthorized");
    }

    void capture() {
        capture(CARD);
    }

    void capture(String card) {
        authorize(card);
        say(confirmed());
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured");
    }

    /** Takes from the stored card what a paid stay cost more; answers the provider's payment. */
    String charge(long minor) {
        say(closed(minor, 0, 0));
        awaitEvents("CheckoutOpened", "PaymentAuthorized", "PaymentCaptured", "StayCharged");
        return jdbc.sql("select intent_id from stay_charge where reservation_id = :id")
                .param("id", reservation)
                .query(String.class)
                .single();
    }

    void say(Event event) {
        kafka.send(EventRecords.of(event, 1)).join();
    }

    ReservationConfirmed confirmed() {
        return confirmed(reservation);
    }

    ReservationConfirmed confirmed(String id) {
        Instant start = Instant.now();
        return new ReservationConfirmed(new StayTerms(
                id,
                LOT,
                driver,
                null,
                "v1",
                "ABC1234",
                "SUV",
                "SUV",
                start,
                start.plusSeconds(3600),
                PRICE,
                "USD",
                "UTC",
                Tariff.of("HOURLY", new BigDecimal("6.00"), null, null, null),
                Policies.defaults()));
    }

    ReservationCancelled cancelled(long refundMinor, long feeMinor) {
        return new ReservationCancelled(
                reservation, LOT, driver, null, refundMinor, feeMinor, "USD", driver, "CHANGED_PLANS");
    }

    SessionClosed closed(long chargeMinor, long refundMinor, long creditMinor) {
        return closed(PRICE, chargeMinor, refundMinor, creditMinor);
    }

    SessionClosed closed(long paidMinor, long chargeMinor, long refundMinor, long creditMinor) {
        return closed("USD", paidMinor, chargeMinor, refundMinor, creditMinor);
    }

    SessionClosed closed(String currency, long paidMinor, long chargeMinor, long refundMinor, long creditMinor) {
        Instant now = Instant.now();
        return new SessionClosed(
                "s-" + reservation,
                reservation,
                LOT,
                driver,
                null,
                "ABC1234",
                now,
                now,
                paidMinor,
                chargeMinor,
                refundMinor,
                creditMinor,
                currency,
                Settle.CHARGE_CARD,
                List.of());
    }

    /** How far what is to go back has come. */
    List<String> refunds() {
        return jdbc.sql("select status from refund where reservation_id = :id")
                .param("id", reservation)
                .query((row, _) -> row.getString(1))
                .list();
    }

    void awaitEvents(String... types) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(events()).containsExactly(types));
    }

    /** What was stated, in its own order. */
    List<String> events() {
        return jdbc.sql("select type from outbox where aggregate_id = :id order by aggregate_version")
                .param("id", reservation)
                .query((row, _) -> row.getString(1))
                .list();
    }

    <T extends Event> T event(Class<T> type) {
        String payload = jdbc.sql("select payload from outbox where aggregate_id = :id and type = :type")
                .param("id", reservation)
                .param("type", type.getSimpleName())
                .query(String.class)
                .single();
        return type.cast(EventJson.read(type.getSimpleName(), payload).orElseThrow());
    }

    String status() {
        return jdbc.sql("select status from payment where reservation_id = :id")
                .param("id", reservation)
                .query(String.class)
                .single();
    }

    /** What an account of the books holds for this reservation, minor units. */
    long booked(String account) {
        return jdbc.sql("""
                        select coalesce(sum(amount_minor), 0) from ledger_entry join ledger_transaction
                        on ledger_entry.lot_id = ledger_transaction.lot_id and transaction_id = id
                        where reservation_id = :id and account = :account""")
                .param("id", reservation)
                .param("account", account)
                .query(Long.class)
                .single();
    }

    /** What the provider holds of this reservation's money now, minor units: captured less refunded. */
    long keptAtProvider() {
        String intent = jdbc.sql("select intent_id from payment where reservation_id = :id")
                .param("id", reservation)
                .query(String.class)
                .single();
        return keptAtProvider(intent);
    }

    static long keptAtProvider(String intent) {
        long taken = StripeProcess.object("payment_intents/" + intent)
                .path("amount_received")
                .asLong();
        long back = StripeProcess.object("refunds?payment_intent=" + intent)
                .path("data")
                .valueStream()
                .mapToLong(refund -> refund.path("amount").asLong())
                .sum();
        return taken - back;
    }
}
