package com.parkhold.inventory;

import static com.parkhold.inventory.LotFixtures.spots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.testing.TestIssuer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.support.TransactionTemplate;

/** The connection of whoever waits for a ledger row is cut off, as it is when the server is killed. */
class LostAnswersIT extends InventoryIT {

    @Autowired
    TransactionTemplate transactions;

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
