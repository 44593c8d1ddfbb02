package com.parkhold.inventory;

import static com.parkhold.inventory.LotFixtures.spots;
import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.contract.LotDocument.SpotClass;
import com.parkhold.inventory.ledger.AmendingHold;
import com.parkhold.inventory.ledger.ChangingHolds;
import com.parkhold.inventory.ledger.Hold;
import com.parkhold.inventory.ledger.HoldingRoom;
import com.parkhold.inventory.ledger.Outcome;
import com.parkhold.inventory.ledger.RecountingRoom;
import com.parkhold.inventory.ledger.RoomQueue.Reply;
import com.parkhold.inventory.ledger.RoomRequest.Placing;
import com.parkhold.inventory.ledger.RoomRequest.Stay;
import com.parkhold.inventory.ledger.TimeWindow;
import com.parkhold.inventory.ledger.Withdrawal;
import com.parkhold.inventory.operating.ChangingSpot;
import com.parkhold.inventory.operating.PlanningSpot;
import com.parkhold.inventory.operating.PlanningSpot.Plan;
import com.parkhold.inventory.spot.AssigningSpots;
import com.parkhold.inventory.spot.SpotStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drivers, operators and jobs who do what they like with a small lot, all at once. What each of them does follows from
 * the seed that a failure names ({@code -Dspots.seed=N -Dspots.histories=1}); who comes first in the database does not.
 */
class SpotSimulationIT extends InventoryIT {

    private static final long FIRST_SEED = Long.getLong("spots.seed", 1);
    private static final int HISTORIES = Integer.getInteger("spots.histories", 60);
    private static final int ACTORS = 4;
    private static final int STEPS = 14;
    private static final SpotClass[] LOT = {spots("SUV", 4)};
    private static final List<String> SPOTS = List.of("B2-101", "B2-102", "B2-103", "B2-104");

    @Autowired
    private HoldingRoom holding;

    @Autowired
    private ChangingHolds changing;

    @Autowired
    private AmendingHold amending;

    @Autowired
    private AssigningSpots assigning;

    @Autowired
    private ChangingSpot changingSpot;

    @Autowired
    private PlanningSpot planning;

    @Autowired
    private RecountingRoom recounting;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void keepsEverySpotToOneCarAndForgetsNobody() throws Exception {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
            String lotId = openLot(LOT);
            run(lotId, seed);
            check(lotId, seed);
        }
    }

    private void run(String lotId, long seed) throws Exception {
        SplittableRandom seeds = new SplittableRandom(seed);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> actors = new ArrayList<>();
            for (int actor = 0; actor < ACTORS; actor++) {
                SplittableRandom random = seeds.split();
                actors.add(threads.submit(() -> new Actor(lotId, random).act()));
            }
            for (Future<?> actor : actors) {
                actor.get();
            }
        }
    }

    /** One who books, drives and blocks, one thing after the other. */
    private final class Actor {
        private final String lotId;
        private final SplittableRandom random;
        private final List<Hold> booked = new ArrayList<>();

        Actor(String lotId, SplittableRandom random) {
            this.lotId = lotId;
            this.random = random;
        }

        void act() {
            for (int step = 0; step < STEPS; step++) {
                switch (booked.isEmpty() ? 0 : random.nextInt(10)) {
                    case 0, 1 -> book();
                    case 2 -> again(() -> assigning.assign(lotId, any().reservationId()));
                    case 3 -> inOne(this::enter);
                    case 4 -> inOne(this::leave);
                    case 5 -> inOne(this::cancel);
                    case 6 -> amend();
                    case 7 -> again(() -> changingSpot.change(lotId, spot(), status(), "simulated", "olga"));
                    case 8 -> plan();
                    default -> again(assigning::assignDue);
                }
            }
        }

        private void book() {
            Instant start = NINE.plus(Duration.ofHours(random.nextInt(3)));
            TimeWindow window = new TimeWindow(start, start.plus(Duration.ofHours(random.nextInt(1, 4))));
            Reply reply = holding.hold(new Placing(lotId, newReservation(), "SUV", null, window, false));
            if (reply instanceof Reply.Decided(Outcome.Applied(Hold hold))) {
                booked.add(hold);
                inOne(() -> changing.confirm(
                        lotId, hold.reservationId(), new Stay(hold.knownRoom().spotClass(), window), NOW));
            }
        }

        private void enter() {
            Hold hold = any();
            TimeWindow window =
                    new TimeWindow(hold.knownRoom().start(), hold.knownRoom().end());
            Outcome entered = changing.enter(
                    lotId, hold.reservationId(), new Stay(hold.knownRoom().spotClass(), window), window.start());
            if (entered instanceof Outcome.Applied) {
                assigning.entered(lotId, hold.reservationId(), null);
            }
        }

        private void leave() {
            Hold hold = any();
            Instant at = hold.knownRoom().start().plus(Duration.ofMinutes(random.nextInt(1, 200)));
            if (changing.leave(lotId, hold.reservationId(), at) instanceof Outcome.Applied) {
                assigning.left(lotId, hold.reservationId(), at);
            }
        }

        private void cancel() {
            Hold hold = any();
            if (changing.release(lotId, hold.reservationId(), NOW, "CANCELLED") instanceof Outcome.Applied) {
                assigning.givenUp(lotId, hold.reservationId());
            }
        }

        private void amend() {
            Hold hold = any();
            Instant end = hold.knownRoom().start().plus(Duration.ofHours(random.nextInt(1, 5)));
            again(() -> amending.amend(lotId, hold.reservationId(), end));
        }

        /** Also one that is refused, since the spot is out of use then already. */
        private void plan() {
            Instant from = random.nextInt(4) == 0 ? null : NINE.plus(Duration.ofMinutes(random.nextInt(200)));
            Instant begin = from == null ? NINE : from;
            Instant until = random.nextInt(3) == 0 ? null : begin.plus(Duration.ofMinutes(random.nextInt(1, 200)));
            Plan plan = new Plan(Withdrawal.Kind.MAINTENANCE, "simulated", from, until);
            again(() -> planning.plan(lotId, spot(), plan, "olga"));
        }

        private Hold any() {
            return booked.get(random.nextInt(booked.size()));
        }

        private String spot() {
            return SPOTS.get(random.nextInt(SPOTS.size()));
        }

        private SpotStatus status() {
            return random.nextInt(3) == 0 ? SpotStatus.BLOCKED : SpotStatus.AVAILABLE;
        }

        private void inOne(Runnable action) {
            again(() -> transactions.executeWithoutResult(_ -> action.run()));
        }

        /** As a consumer does: what was interfered with is done again. */
        private void again(Runnable action) {
            for (int tried = 1; ; tried++) {
                try {
                    action.run();
                    return;
                } catch (TransientDataAccessException interfered) {
                    assertThat(tried).as("tries").isLessThan(20);
                }
            }
        }
    }

    private void check(String lotId, long seed) {
        assertThat(count(lotId, """
                select count(*) from spot_assignment a join spot_assignment b using (lot_id, spot_id)
                where lot_id = :lot and a.reservation_id < b.reservation_id and a.during && b.during""")).as("spots given twice, seed %d", seed).isZero();
        assertThat(count(lotId, """
                select count(*) from (select occupied_by from spot where lot_id = :lot and occupied_by is not null
                  group by occupied_by having count(*) > 1) twice""")).as("cars on two spots, seed %d", seed).isZero();
        assertThat(count(lotId, """
                select count(*) from spot_assignment a join spot s using (lot_id, spot_id)
                  join hold h using (lot_id, reservation_id)
                where lot_id = :lot and h.state in ('BOOKED', 'INSIDE') and s.status = 'BLOCKED' and upper(a.during) > timestamptz '2026-04-14 08:00Z'
                  and s.occupied_by is distinct from reservation_id"""))
                .as("promised though blocked, seed %d", seed)
                .isZero();
        assertThat(count(lotId, """
                select count(*) from hold h where lot_id = :lot and state = 'BOOKED' and assign_from is null
                  and not exists (select 1 from spot_assignment a
                                  where a.lot_id = h.lot_id and a.reservation_id = h.reservation_id)"""))
                .as("bookings without a spot that nobody will look for, seed %d", seed)
                .isZero();
        assertThat(count(lotId, """
                select count(*) from spot s where lot_id = :lot and occupied_by is not null and not exists
                  (select 1 from hold h where h.lot_id = s.lot_id and h.reservation_id = s.occupied_by
                     and h.state = 'INSIDE')"""))
                .as("spots occupied by cars that are not inside, seed %d", seed)
                .isZero();
        assertThat(count(lotId, """
                select count(*) from spot_withdrawal w left join spot_assignment a
                  on a.lot_id = w.lot_id and a.spot_id = w.spot_id and a.withdrawn
                    and a.during = tstzrange(w.from_at, w.until_at)
                where w.lot_id = :lot and a.lot_id is null"""))
                .as("withdrawn spots that the constraint does not know, seed %d", seed)
                .isZero();
        assertThat(count(lotId, """
                select (select count(*) from spot_assignment where lot_id = :lot and withdrawn)
                  - (select count(*) from spot_withdrawal where lot_id = :lot)"""))
                .as("spots kept from everybody though nobody withdrew them, seed %d", seed)
                .isZero();
        assertThat(count(lotId, """
                select count(*) from spot_withdrawal w join spot s using (lot_id, spot_id)
                where lot_id = :lot and s.status <> 'AVAILABLE'"""))
                .as("withdrawn though out for good, seed %d", seed)
                .isZero();
        assertThat(recounting.recount(lotId).drifted())
                .as("drift, seed %d", seed)
                .isZero();
    }

    private long count(String lotId, String sql) {
        return jdbc.sql(sql).param("lot", lotId).query(Long.class).single();
    }
}
