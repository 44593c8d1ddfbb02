package com.parkhold.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.system.client.Parkhold;
import com.parkhold.system.client.ProviderLedger;
import com.parkhold.system.journey.Money;
import com.parkhold.system.journey.Stay;
import com.parkhold.system.journey.TestLot;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** One stay on the running stack, brought to a step of the saga, where a service is killed; and how it must end. */
final class SagaScene implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(4);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final Park park;
    private final Parkhold parkhold;
    private final String victim;
    private final Clock clock = Clock.systemUTC();
    private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable String frozen;

    Stay stay;

    SagaScene(Park park, Parkhold parkhold, String victim) {
        this.park = park;
        this.parkhold = parkhold;
        this.victim = victim;
        // Who died in the scene before is up again: each scene begins with everybody there.
        Awaitility.await()
                .atMost(RECOVERY)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> park.run("status").status() == 0);
        this.stay = TestLot.open(parkhold, clock, LONG, LONG).plan("bob", Duration.ofHours(3), Duration.ofHours(1));
    }

    /** How a stay ends, with its money. */
    enum Flow {
        TAKEN("CONFIRMED"),
        EXPIRED("EXPIRED"),
        GIVEN_BACK("CANCELLED"),
        NO_SHOW("NO_SHOW");

        private final String status;

        Flow(String status) {
            this.status = status;
        }
    }

    /** A lot whose holds last some seconds. */
    void hasty() {
        stay = TestLot.open(parkhold, clock, SHORT, LONG).plan("bob", Duration.ofHours(3), Duration.ofHours(1));
    }

    /** A lot that waits some seconds for a car. */
    void neverComing() {
        stay = TestLot.open(parkhold, clock, LONG, SHORT).plan("bob", Duration.ZERO, Duration.ofHours(1));
    }

    void webhooks(String mode) {
        parkhold.provider().drill("webhooks", Map.of("mode", mode));
    }

    /** The next call of a kind is under way for seconds. */
    void slow(String method, String path) {
        parkhold.provider()
                .drill(
                        "faults",
                        Map.of("method", method, "path", path, "fault", "latency", "delay", "PT2S", "count", 1));
    }

    /** A service stands still in the middle of whatever it does, its connections open. */
    void freeze(String service) {
        frozen = service;
        signal("-STOP", service);
    }

    void thaw() {
        String service = frozen;
        frozen = null;
        if (service != null && !service.equals(victim)) {
            signal("-CONT", service);
        }
    }

    void kill() {
        park.run("kill", victim).expectSuccess();
    }

    void meanwhile(Runnable deed) {
        var _ = others.submit(deed);
    }

    /** Booked, paid and taken. */
    void taken() {
        stay.book();
        stay.pay();
        stay.awaitStatus("CONFIRMED", RECOVERY);
        stay.awaitCaptured(Money.minor(stay.amount()));
    }

    /** Under the same key, as a client does that got no answer. */
    void bookAgain() {
        Awaitility.await().atMost(RECOVERY).pollInterval(Duration.ofSeconds(1)).until(() -> {
            int status = stay.tryToBook().status();
            return status == 201 || status == 200;
        });
        stay.book();
    }

    void tryToCancel() {
        parkhold.as("bob").post("/v1/reservations/" + stay.id() + "/cancel", Map.of(), stay.id());
    }

    void cancel() {
        Awaitility.await()
                .atMost(RECOVERY)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> stay.reservation().status().equals("CANCELLED")
                        || parkhold.as("bob").cancel(stay.id()).status().equals("CANCELLED"));
    }

    /** Long enough for a request to come to where it waits. */
    void aMoment() {
        Awaitility.await().pollDelay(Duration.ofMillis(700)).until(() -> true);
    }

    void awaitReservation(String condition) {
        await("reservation", "lot_id = ? and " + condition, stay.request().lotId());
    }

    void awaitPayment(String condition) {
        await("payment", "lot_id = ? and " + condition, stay.request().lotId());
    }

    void awaitRefund(String condition) {
        await("payment", "refund", "lot_id = ? and " + condition, stay.request().lotId());
    }

    /** The stay and the provider's ledger agree that it ended so; each of a stay's lots has this one stay only. */
    void end(Flow flow) {
        parkhold.provider().heal();
        stay.awaitStatus(flow.status, RECOVERY);
        long price = Money.minor(stay.amount());
        long kept = switch (flow) {
            case TAKEN -> price;
            case EXPIRED, GIVEN_BACK -> 0;
            case NO_SHOW -> price - price / 2;
        };
        Awaitility.await().atMost(RECOVERY).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            ProviderLedger ledger = parkhold.provider().ledger();
            assertThat(ledger.captured(stay.id()) - ledger.refunded(stay.id())).isEqualTo(kept);
            assertThat(ledger.intents().stream()
                            .filter(intent -> intent.reservationId().equals(stay.id()))
                            .filter(ProviderLedger.Intent::isHeld))
                    .isEmpty();
        });
    }

    @Override
    public void close() {
        thaw();
        parkhold.provider().heal();
        others.shutdownNow();
    }

    private void await(String database, String condition, String value) {
        await(database, database, condition, value);
    }

    private void await(String database, String table, String condition, String value) {
        Awaitility.await()
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> exists(database, "select 1 from " + table + " where " + condition, value));
    }

    private boolean exists(String database, String sql, String value) throws SQLException {
        String url = Objects.requireNonNull(parkhold.stack().postgres().get(database));
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, value);
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    private void signal(String signal, String service) {
        long pid = park.pidOf(service);
        try {
            int ended = new ProcessBuilder(List.of("kill", signal, Long.toString(pid)))
                    .start()
                    .waitFor();
            assertThat(ended).isZero();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
