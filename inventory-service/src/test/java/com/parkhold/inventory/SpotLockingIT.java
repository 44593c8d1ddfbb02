package com.parkhold.inventory;

import static com.parkhold.inventory.LotFixtures.spots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.inventory.ledger.Holds;
import com.parkhold.inventory.ledger.Withdrawal;
import com.parkhold.inventory.operating.ChangingSpot;
import com.parkhold.inventory.spot.AssigningSpots;
import com.parkhold.inventory.spot.SendingElsewhere;
import com.parkhold.inventory.spot.SendingElsewhere.ToCome;
import com.parkhold.inventory.spot.SpotStatus;
import com.parkhold.inventory.spot.Spots;
import com.parkhold.inventory.spot.WithdrawingSpots;
import com.parkhold.testing.TestIssuer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.support.TransactionTemplate;

/** In which order who changes a spot and who follows a car wait for each other. */
class SpotLockingIT extends InventoryIT {

    private static final String SPOT = "B2-101";

    @Autowired
    private Holds holds;

    @Autowired
    private Spots spots;

    @Autowired
    private AssigningSpots assigning;

    @Autowired
    private SendingElsewhere sending;

    @Autowired
    private WithdrawingSpots withdrawing;

    @Autowired
    private ChangingSpot changing;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void letsACarDriveOntoASpotThatIsJustBeingWithdrawn() {
        String lotId = openLot(spots("SUV", 2));
        String reservation = promised(lotId);
        Withdrawal withdrawal =
                new Withdrawal(lotId, SPOT, "SUV", Withdrawal.Kind.MAINTENANCE, null, NINE.plusSeconds(60), null);
        enterWhile(lotId, reservation, () -> transactions.executeWithoutResult(_ -> withdrawing.withdraw(withdrawal)));
        assertThat(occupantOf(lotId)).isEqualTo(reservation);
    }

    @Test
    void letsACarDriveOntoASpotThatIsJustBeingBlocked() {
        String lotId = openLot(spots("SUV", 2));
        String reservation = promised(lotId);
        enterWhile(lotId, reservation, () -> changing.change(lotId, SPOT, SpotStatus.BLOCKED, "oil", "olga"));
        assertThat(occupantOf(lotId)).isEqualTo(reservation);
    }

    @Test
    void isDoneAgainWhereSomebodyGotTheSpotMeanwhile() {
        String lotId = openLot(spots("SUV", 2));
        boolean refused = Boolean.TRUE.equals(transactions.execute(status -> {
            ToCome nobody = sending.lock(lotId, SPOT);
            inAnotherTransaction(() -> promised(lotId));
            status.setRollbackOnly();
            return isInterferedWith(nobody);
        }));
        assertThat(refused).isTrue();
        assertThat(changing.change(lotId, SPOT, SpotStatus.BLOCKED, "oil", "olga"))
                .hasValueSatisfying(changed -> assertThat(changed.withoutSpot()).isEmpty());
    }

    @Test
    void tellsTheGateToAskAgainWhereSomebodyHoldsTheBookingAndStandsStill() {
        String lotId = openLot(spots("SUV", 1));
        String reservation = promised(lotId);
        transactions.executeWithoutResult(_ -> {
            holds.lock(lotId, reservation);
            assertThat(CompletableFuture.supplyAsync(() -> assign(lotId, reservation)))
                    .succeedsWithin(10, TimeUnit.SECONDS)
                    .satisfies(late -> assertThat(HoldingIT.problem(late)).isEqualTo("503 STORAGE_AWAY"));
        });
        assertThat(assign(lotId, reservation).status()).isEqualTo(200);
    }

    private Answer assign(String lotId, String reservation) {
        return call(
                HttpMethod.PUT, "/internal/assignments/" + reservation, TestIssuer.service(), Map.of("lotId", lotId));
    }

    /** Has the hold's lock, lets somebody else begin to change the spot, and then follows the car onto it. */
    private void enterWhile(String lotId, String reservation, Runnable change) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> changed = new CompletableFuture<>();
            transactions.executeWithoutResult(_ -> {
                holds.lock(lotId, reservation);
                threads.execute(() -> complete(changed, change));
                await().until(() -> inAnotherTransaction(this::somebodyWaits));
                assigning.entered(lotId, reservation, SPOT);
            });
            assertThat(changed).succeedsWithin(10, TimeUnit.SECONDS);
        }
    }

    private static void complete(CompletableFuture<Void> changed, Runnable change) {
        try {
            change.run();
            changed.complete(null);
        } catch (RuntimeException failure) {
            changed.completeExceptionally(failure);
        }
    }

    private boolean somebodyWaits() {
        return jdbc.sql("select count(*) from pg_locks where not granted")
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static <T> T inAnotherTransaction(Supplier<T> action) {
        return CompletableFuture.supplyAsync(action).join();
    }

    private boolean isInterferedWith(ToCome toCome) {
        try {
            sending.send(toCome);
            return false;
        } catch (CannotAcquireLockException expected) {
            return true;
        }
    }

    private String promised(String lotId) {
        String reservation = newReservation();
        hold(lotId, reservation);
        publish(new ReservationConfirmed(terms(lotId, reservation)));
        awaitState(reservation, "BOOKED");
        assertThat(assigning.assign(lotId, reservation)).isInstanceOf(AssigningSpots.Assignment.Assigned.class);
        return reservation;
    }

    private String occupantOf(String lotId) {
        return String.valueOf(spots.find(lotId, SPOT).orElseThrow().occupiedBy());
    }
}
