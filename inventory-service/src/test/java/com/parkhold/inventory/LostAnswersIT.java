package com.parkhold.inventory;

import static com.parkhold.inventory.LotFixtures.spots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.inventory.ledger.HoldingRoom;
import com.parkhold.inventory.ledger.LedgerSettings;
import com.parkhold.inventory.ledger.RoomRequest.Placing;
import com.parkhold.inventory.ledger.TimeWindow;
import com.parkhold.testing.TestIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;

/** The connection of whoever waits for a ledger row is cut off, as it is when the server is killed. */
class LostAnswersIT extends InventoryIT {

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    HoldingRoom holding;

    @Autowired
    LedgerSettings settings;

    @Autowired
    MeterRegistry meters;

    @Test
    void holdsAllTheSame() {
        String lotId = openLot(spots("SUV", 2));
        hold(lotId, newReservation());
        String reservation = newReservation();
        assertThat(whileCutOff(lotId, () -> hold(lotId, reservation)).status()).isEqualTo(200);
        assertThat(stateOf(reservation)).isEqualTo("HELD");
    }

    @Test
    void amendsAllTheSame() {
        String lotId = openLot(spots("SUV", 1));
        String reservation = newReservation();
        hold(lotId, reservation);
        Answer amended = whileCutOff(
                lotId,
                () -> call(
                        HttpMethod.PUT,
                        "/internal/holds/" + reservation + "/end",
                        TestIssuer.service(),
                        Map.of("lotId", lotId, "endTime", NOON.plusSeconds(3600))));
        assertThat(amended.status()).isEqualTo(200);
        assertThat(amended.body().get("amountMinor").asLong()).isEqualTo(2400);
    }

    @Test
    void servesOtherLotsWhileSomebodyHoldsTheRowsOfOneAndStandsStill() {
        String stuck = openLot(spots("SUV", 3));
        hold(stuck, newReservation());
        List<String> others =
                IntStream.range(0, 4).mapToObj(_ -> openLot(spots("SUV", 1))).toList();
        transactions.executeWithoutResult(_ -> {
            lock(stuck);
            assertThat(hold(stuck, newReservation()).status()).isEqualTo(503);
            assertThat(others)
                    .allSatisfy(other ->
                            assertThat(hold(other, newReservation()).status()).isEqualTo(200));
        });
        assertThat(hold(stuck, newReservation()).status()).isEqualTo(200);
    }

    @Test
    void refusesWhoFindsTheQueueFullAndLeavesNothingOfItsRequest() {
        String lotId = openLot(spots("SUV", 2));
        String held = newReservation();
        hold(lotId, held);
        Placing again = new Placing(lotId, held, "SUV", null, new TimeWindow(NINE, NOON), false);
        String refused;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            refused = Objects.requireNonNull(transactions.execute(_ -> {
                lock(lotId);
                return refusedByAFullQueue(lotId, () -> clients.execute(() -> ask(again)));
            }));
        }
        assertThat(stateOf(refused)).isEqualTo("NONE");
        assertThat(eventsAbout(refused)).isEmpty();
        assertThat(hold(lotId, refused).status()).isEqualTo(200);
        assertThat(asAdmin(HttpMethod.POST, "/v1/operator/lots/" + lotId + "/recount", "")
                        .body()
                        .get("drifted")
                        .asInt())
                .isZero();
    }

    /** The shard takes some of those who fill its queue into its batch, and gives up on some before anybody else asks. */
    private String refusedByAFullQueue(String lotId, Runnable oneMore) {
        for (int tried = 0; tried < 5; tried++) {
            await().pollInterval(Duration.ofMillis(5)).until(() -> {
                int left = settings.queue()
                        - (int) meters.get("parkhold.ledger.waiting").gauge().value();
                IntStream.range(0, left).forEach(_ -> oneMore.run());
                return left <= 0;
            });
            String reservation = newReservation();
            if (refusal(lotId, reservation).equals("503 application/problem+json BUSY, again after 1")) {
                return reservation;
            }
        }
        throw new AssertionError("Nobody was told that the queue is full");
    }

    private String refusal(String lotId, String reservation) {
        return RestClient.create("http://127.0.0.1:" + port)
                .put()
                .uri("/internal/holds/" + reservation)
                .header("Authorization", "Bearer " + TestIssuer.service())
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(Map.of(
                        "lotId", lotId, "userId", "alice", "vehicleType", "SUV", "startTime", NINE, "endTime", NOON)))
                .exchange((_, answer) -> "%d %s %s, again after %s"
                        .formatted(
                                answer.getStatusCode().value(),
                                answer.getHeaders().getContentType(),
                                json.readTree(answer.getBody()).path("code").asString(),
                                answer.getHeaders().getFirst("Retry-After")));
    }

    private void ask(Placing placing) {
        try {
            assertThat(holding.hold(placing)).isNotNull();
        } catch (DataAccessException slow) {
            // as it should be while somebody holds the row
        }
    }

    @Test
    void holdsOnTheDaysForWhichARecountDoesNotWait() {
        String lotId = openLot(spots("SUV", 2));
        hold(lotId, newReservation());
        hold(lotId, newReservation(), "SUV", NINE.plus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(1)));
        CompletableFuture<Answer> recount = new CompletableFuture<>();
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("select 1 from ledger_day where lot_id = :lot and day = '2026-04-15' for update")
                    .param("lot", lotId)
                    .query(Integer.class)
                    .list();
            Thread.ofVirtual()
                    .start(() ->
                            recount.complete(asAdmin(HttpMethod.POST, "/v1/operator/lots/" + lotId + "/recount", "")));
            await().until(this::somebodyWaits);
            assertThat(hold(lotId, newReservation()).status()).isEqualTo(200);
        });
        assertThat(recount.orTimeout(30, TimeUnit.SECONDS)
                        .join()
                        .body()
                        .get("days")
                        .asInt())
                .isEqualTo(2);
    }

    private boolean somebodyWaits() {
        return jdbc.sql("select count(*) from pg_locks where not granted")
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void lock(String lotId) {
        jdbc.sql("select 1 from ledger_day where lot_id = :lot for update")
                .param("lot", lotId)
                .query(Integer.class)
                .list();
    }

    private Answer whileCutOff(String lotId, Supplier<Answer> asking) {
        CompletableFuture<Answer> asked = new CompletableFuture<>();
        transactions.executeWithoutResult(_ -> {
            lock(lotId);
            Thread.ofVirtual().start(() -> asked.complete(asking.get()));
            await().until(this::cutOffWhoWaits);
        });
        return asked.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private boolean cutOffWhoWaits() {
        return jdbc.sql("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0""").query(Long.class).single() > 0;
    }
}
