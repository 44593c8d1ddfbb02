package com.parkhold.noshow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.EntryVoided;
import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.contract.ReservationAwaitingPayment;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.ReservationExpired;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.contract.VehicleEntered;
import com.parkhold.common.tariff.Tariff;
import com.parkhold.noshow.DeadlineId.Kind;
import com.parkhold.testing.EventRecords;
import com.parkhold.testing.TestServers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class NoShowWorkerIT {

    private static final List<String> TOLD = new CopyOnWriteArrayList<>();
    private static final AtomicInteger FAILURES_TO_COME = new AtomicInteger();
    private static final HttpServer RESERVATIONS = reservations();

    @Autowired
    KafkaTemplate<String, String> kafka;

    @Autowired
    Deadlines deadlines;

    @Autowired
    SweepingOverdue sweeping;

    @Autowired
    JdbcClient jdbc;

    private String reservation = UUID.randomUUID().toString();

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.register(registry, "noshow");
        registry.add(
                "parkhold.reservation-url",
                () -> "http://127.0.0.1:" + RESERVATIONS.getAddress().getPort());
        registry.add("parkhold.sweep-every", () -> "PT24H");
    }

    @BeforeEach
    void allIsWell() {
        FAILURES_TO_COME.set(0);
    }

    @Test
    void tellsWhenAHoldHasElapsed() {
        send(awaitingPayment(Instant.now()));
        awaitStatus(Kind.HOLD_EXPIRY, DeadlineStatus.DONE);
        assertThat(TOLD).contains("/internal/reservations/" + reservation + "/hold-elapsed");
    }

    @Test
    void dropsTheHoldsEndOnceItIsConfirmedAndWaitsForTheCar() {
        send(awaitingPayment(Instant.now().plusSeconds(3600)));
        send(new ReservationConfirmed(terms(Instant.now().plusSeconds(3600))));
        awaitStatus(Kind.NO_SHOW, DeadlineStatus.WAITING);
        awaitStatus(Kind.HOLD_EXPIRY, DeadlineStatus.DROPPED);
    }

    @Test
    void tellsWhenACarHasNotComeAsOftenAsItTakes() {
        FAILURES_TO_COME.set(3);
        send(new ReservationConfirmed(terms(Instant.now().minusSeconds(3600))));
        awaitStatus(Kind.NO_SHOW, DeadlineStatus.DONE);
        assertThat(TOLD).contains("/internal/reservations/" + reservation + "/mark-no-show");
        assertThat(FAILURES_TO_COME.get()).isLessThanOrEqualTo(0);
    }

    @Test
    void waitsNoLongerForACarThatIsInsideButAgainForOneThatBackedOut() {
        StayTerms terms = terms(Instant.now().plusSeconds(3600));
        send(new ReservationConfirmed(terms));
        send(new VehicleEntered("s1", reservation, "lot-1", "entry-1", "ABC1234", Instant.now(), null, "L0", terms));
        awaitStatus(Kind.NO_SHOW, DeadlineStatus.DROPPED);
        send(new EntryVoided(reservation, "lot-1", "entry-1", Instant.now(), "BACKED_OUT"));
        awaitStatus(Kind.NO_SHOW, DeadlineStatus.WAITING);
    }

    @Test
    void setsAnAlarmThatWasLost() {
        send(awaitingPayment(Instant.now().plusSeconds(3600)));
        awaitStatus(Kind.HOLD_EXPIRY, DeadlineStatus.WAITING);
        jdbc.sql("delete from scheduled_tasks where task_instance = :id")
                .param("id", reservation)
                .update();
        jdbc.sql("update deadline set due_at = now() - interval '1 hour' where reservation_id = :id")
                .param("id", reservation)
                .update();
        assertThat(sweeping.sweep()).isPositive();
        awaitStatus(Kind.HOLD_EXPIRY, DeadlineStatus.DONE);
    }

    @Test
    void forgetsAReservationThatIsOver() {
        send(awaitingPayment(Instant.now().plusSeconds(3600)));
        send(new ReservationExpired(reservation, "lot-1", "alice", null));
        awaitStatus(Kind.HOLD_EXPIRY, DeadlineStatus.DROPPED);
    }

    @Test
    void waitsForTheCarOfABookingWhoseExpiryComesAfterItsPayment() {
        send(awaitingPayment(Instant.now().plusSeconds(3600)));
        awaitStatus(Kind.HOLD_EXPIRY, DeadlineStatus.WAITING);
        send(new ReservationConfirmed(terms(Instant.now().plusSeconds(3600))));
        awaitStatus(Kind.NO_SHOW, DeadlineStatus.WAITING);
        send(new ReservationExpired(reservation, "lot-1", "alice", null));
        // Another one behind it on the same partition tells when it has been read.
        String before = reservation;
        reservation = before + "-next";
        send(awaitingPayment(Instant.now().plusSeconds(3600)));
        awaitStatus(Kind.HOLD_EXPIRY, DeadlineStatus.WAITING);
        reservation = before;

        awaitStatus(Kind.NO_SHOW, DeadlineStatus.WAITING);
    }

    private ReservationAwaitingPayment awaitingPayment(Instant until) {
        return new ReservationAwaitingPayment(reservation, "lot-1", "alice", null, "Parking", 1800, "USD", until, null);
    }

    private StayTerms terms(Instant start) {
        return new StayTerms(
                reservation,
                "lot-1",
                "alice",
                null,
                "v1",
                "ABC1234",
                "SUV",
                "SUV",
                start,
                start.plusSeconds(7200),
                1800,
                "USD",
                "America/New_York",
                Tariff.of("HOURLY", new BigDecimal("6.00"), null, null, null),
                Policies.defaults());
    }

    private void send(Event event) {
        kafka.send(EventRecords.of(event, 1)).join();
    }

    private void awaitStatus(Kind kind, DeadlineStatus status) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(deadlines.findById(new DeadlineId(reservation, kind)))
                        .hasValueSatisfying(
                                deadline -> assertThat(deadline.status()).isEqualTo(status)));
    }

    private static HttpServer reservations() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/internal/reservations/", exchange -> {
                try (exchange) {
                    if (FAILURES_TO_COME.getAndDecrement() > 0) {
                        exchange.sendResponseHeaders(503, -1);
                        return;
                    }
                    TOLD.add(exchange.getRequestURI().getPath());
                    byte[] body = "{\"reservationId\":\"r\",\"status\":\"EXPIRED\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                }
            });
            server.start();
            return server;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
