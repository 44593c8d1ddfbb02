package com.parkhold.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.inventory.ledger.Hold;
import com.parkhold.inventory.ledger.Outcome;
import com.parkhold.inventory.ledger.RoomQueue.Reply;
import com.parkhold.inventory.ledger.RoomRequest.Placing;
import com.parkhold.inventory.ledger.RoomRequest.Stay;
import com.parkhold.inventory.ledger.TimeWindow;
import com.parkhold.inventory.ledger.Withdrawal;
import com.parkhold.inventory.operating.PlanningSpot.Plan;
import com.parkhold.inventory.spot.SpotStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** One who books, drives and blocks, one thing after the other. What to do is drawn before it is tried. */
final class SpotActor {
    private static final List<String> SPOTS = List.of("B2-101", "B2-102", "B2-103", "B2-104");
    private static final Instant NOW = InventoryIT.NOW;
    private static final Instant NINE = InventoryIT.NINE;

    private final String lotId;
    private final ServiceInstance instance;
    private final SplittableRandom random;
    private final List<Hold> booked = new ArrayList<>();

    SpotActor(String lotId, ServiceInstance instance, SplittableRandom random) {
        this.lotId = lotId;
        this.instance = instance;
        this.random = random;
    }

    void step() {
        if (booked.isEmpty()) {
            book();
            return;
        }
        Hold hold = booked.get(random.nextInt(booked.size()));
        String id = hold.reservationId();
        switch (random.nextInt(12)) {
            case 0, 1 -> book();
            case 2 -> again(() -> instance.assigning().assign(lotId, id));
            case 3, 4 -> enter(hold);
            case 5 -> leave(hold);
            case 6 -> cancel(id);
            case 7 -> amend(hold);
            case 8 -> block();
            case 9 -> plan();
            case 10 -> stayOn(id);
            default -> backOut(hold);
        }
    }

    private void book() {
        Instant start = NINE.plus(Duration.ofHours(random.nextInt(3)));
        TimeWindow window = new TimeWindow(start, start.plus(Duration.ofHours(random.nextInt(1, 4))));
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        Reply reply = instance.holding().hold(new Placing(lotId, id, "SUV", null, window, false));
        if (reply instanceof Reply.Decided(Outcome.Applied(Hold hold))) {
            booked.add(hold);
            inOne(() -> instance.changing().confirm(lotId, id, stay(hold), NOW));
        }
    }

    private void enter(Hold hold) {
        String id = hold.reservationId();
        Instant at = hold.knownRoom().start();
        again(
                () -> instance.changing().enter(lotId, id, stay(hold), at),
                () -> instance.assigning().entered(lotId, id, null));
    }

    private void leave(Hold hold) {
        String id = hold.reservationId();
        Instant at = hold.knownRoom().start().plus(Duration.ofMinutes(random.nextInt(1, 200)));
        again(
                () -> instance.changing().leave(lotId, id, at),
                () -> instance.assigning().left(lotId, id, at));
    }

    private void cancel(String id) {
        again(
                () -> instance.changing().release(lotId, id, NOW, "CANCELLED"),
                () -> instance.assigning().givenUp(lotId, id));
    }

    private void backOut(Hold hold) {
        String id = hold.reservationId();
        Instant at = hold.knownRoom().start();
        again(
                () -> instance.changing().voidEntry(lotId, id, at),
                () -> instance.assigning().backedOut(lotId, id));
    }

    private void stayOn(String id) {
        Instant at = instance.holds()
                .find(lotId, id)
                .orElseThrow()
                .knownRoom()
                .occupiedUntil()
                .plus(Duration.ofMinutes(random.nextInt(20)));
        inOne(() -> instance.changing().overstay(lotId, id, at));
    }

    private void amend(Hold hold) {
        Instant end = hold.knownRoom().start().plus(Duration.ofHours(random.nextInt(1, 5)));
        again(() -> instance.amending().amend(lotId, hold.reservationId(), end));
    }

    private void block() {
        String spot = spot();
        SpotStatus status = random.nextInt(3) == 0 ? SpotStatus.BLOCKED : SpotStatus.AVAILABLE;
        again(() -> instance.changingSpot().change(lotId, spot, status, "simulated", "olga"));
    }

    /** Also one that is refused, since the spot is out of use then already. */
    private void plan() {
        Instant from = random.nextInt(4) == 0 ? null : NINE.plus(Duration.ofMinutes(random.nextInt(200)));
        Instant begin = from == null ? NINE : from;
        Instant until = random.nextInt(3) == 0 ? null : begin.plus(Duration.ofMinutes(random.nextInt(1, 200)));
        Plan plan = new Plan(Withdrawal.Kind.MAINTENANCE, "simulated", from, until);
        String spot = spot();
        again(() -> instance.planning().plan(lotId, spot, plan, "olga"));
    }

    private String spot() {
        return SPOTS.get(random.nextInt(SPOTS.size()));
    }

    private static Stay stay(Hold hold) {
        Hold.Room room = hold.knownRoom();
        return new Stay(room.spotClass(), new TimeWindow(room.start(), room.end()));
    }

    /** As a consumer does: the second step only if the first took effect, both or none. */
    private void again(Supplier<Outcome> first, Runnable second) {
        boolean diesBetween = random.nextInt(8) == 0;
        if (diesBetween) {
            dying(() -> assertThat(first.get()).isNotNull());
        }
        inOne(() -> {
            if (first.get() instanceof Outcome.Applied) {
                second.run();
            }
        });
    }

    private void inOne(Runnable action) {
        again(() -> instance.transactions().executeWithoutResult(_ -> action.run()));
    }

    /** What was interfered with, or died before it was committed, is done again. */
    private void again(Runnable action) {
        if (random.nextInt(8) == 0) {
            dying(action);
        }
        for (int tried = 1; ; tried++) {
            try {
                action.run();
                return;
            } catch (TransientDataAccessException | TransactionException interfered) {
                assertThat(tried).as("tries").isLessThan(20);
            }
        }
    }

    /** Nobody sees how it would have gone on. */
    private void dying(Runnable action) {
        try {
            instance.transactions().executeWithoutResult(status -> {
                status.setRollbackOnly();
                action.run();
            });
        } catch (DataAccessException | TransactionException died) {
            // What is rolled back anyway may also have failed.
        }
    }
}
