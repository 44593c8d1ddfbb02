package com.parkhold.inventory;

import static com.parkhold.inventory.LotFixtures.spots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.VehicleEntered;
import com.parkhold.inventory.ledger.LedgerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger's jobs as they are scheduled. */
class LedgerJobsIT extends InventoryIT {

    @Autowired
    ScheduledTaskHolder scheduled;

    @Autowired
    LedgerSettings settings;

    @Autowired
    MeterRegistry meters;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void recountsEveryFewMinutesAndCountsWhatHadDrifted() {
        FixedDelayTask recount = task("recountEverything");
        assertThat(recount.getIntervalDuration())
                .isEqualTo(settings.recountEvery())
                .isEqualTo(Duration.ofMinutes(5));
        String lotId = openLot(spots("SUV", 3));
        hold(lotId, newReservation());
        jdbc.sql("update ledger_day set used[37] = 3 where lot_id = :lot")
                .param("lot", lotId)
                .update();
        double before = drifted();
        // One that is still under way, and may have been at this lot before, keeps another from beginning.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            recount.getRunnable().run();
            assertThat(drifted()).isGreaterThanOrEqualTo(before + 1);
        });
        await().untilAsserted(() -> assertThat(used(lotId, 37)).isEqualTo(1));
    }

    @Test
    void keepsNoOtherJobWaitingWhileItRecounts() {
        String lotId = openLot(spots("SUV", 1));
        hold(lotId, newReservation());
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("select 1 from ledger_day where lot_id = :lot for update")
                    .param("lot", lotId)
                    .query(Integer.class)
                    .list();
            CompletableFuture.runAsync(task("recountEverything").getRunnable())
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        });
    }

    @Test
    void countsWhoStaysOnEveryFewSeconds() {
        FixedDelayTask overstays = task("countWhoStaysOn");
        assertThat(overstays.getIntervalDuration())
                .isEqualTo(settings.overstayEvery())
                .isEqualTo(Duration.ofSeconds(15));
        String lotId = openLot(spots("SUV", 1));
        String reservation = newReservation();
        hold(lotId, reservation);
        publish(new VehicleEntered(
                "s1", reservation, lotId, "entry-1", "ABC1234", NINE, "B2-101", "L0", terms(lotId, reservation)));
        awaitState(reservation, "INSIDE");
        assertThat(used(lotId, 49)).isZero();
        clock.set(NOON.plusSeconds(60));
        overstays.getRunnable().run();
        assertThat(used(lotId, 49)).isEqualTo(1);
    }

    private FixedDelayTask task(String method) {
        return scheduled.getScheduledTasks().stream()
                .map(task -> task.getTask())
                .filter(task -> task.toString().endsWith("LedgerJobs." + method))
                .map(FixedDelayTask.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private double drifted() {
        return meters.counter("parkhold.ledger.drift").count();
    }

    private int used(String lotId, int cell) {
        return jdbc.sql("select used[:cell] from ledger_day where lot_id = :lot")
                .param("cell", cell)
                .param("lot", lotId)
                .query(Integer.class)
                .single();
    }
}
