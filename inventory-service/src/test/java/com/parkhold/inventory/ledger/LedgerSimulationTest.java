package com.parkhold.inventory.ledger;

import static com.parkhold.inventory.ledger.SimulatedStore.LOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.inventory.ledger.BatchDecision.HoldKey;
import com.parkhold.inventory.ledger.Outcome.AlreadyApplied;
import com.parkhold.inventory.ledger.Outcome.Applied;
import com.parkhold.inventory.ledger.Outcome.Refused;
import com.parkhold.inventory.ledger.RoomRequest.Amending;
import com.parkhold.inventory.ledger.RoomRequest.Changing;
import com.parkhold.inventory.ledger.RoomRequest.Placing;
import com.parkhold.inventory.ledger.RoomRequest.Stay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Thousands of short histories of many clients and two instances that interleave, crash before and after their commits,
 * lose the answer of a commit and do it again, and are asked again. What a {@link Shard} does with a batch is the
 * product's own, down to the comparisons of the database. A history is its seed: {@code new History(seed).run()} tells
 * it once more.
 */
class LedgerSimulationTest {

    private static final int HISTORIES = 4_000;
    private static final Instant EIGHT = Instant.parse("2026-04-14T20:00:00Z");

    @Test
    void staysTrueInEveryHistory() {
        Totals totals = new Totals();
        for (long seed = 0; seed < HISTORIES; seed++) {
            new History(seed, totals).run();
        }
        // A simulation in which nothing fills up, interferes or crashes would prove nothing.
        assertThat(totals.granted).isGreaterThan(HISTORIES);
        assertThat(totals.full).isGreaterThan(HISTORIES);
        assertThat(totals.crashedBefore).isGreaterThan(HISTORIES / 10);
        assertThat(totals.crashedAfter).isGreaterThan(HISTORIES / 10);
        assertThat(totals.amended).isGreaterThan(HISTORIES / 10);
        assertThat(totals.countedBeyond).isGreaterThan(HISTORIES / 10);
        assertThat(totals.trusted).isGreaterThan(HISTORIES / 10);
        assertThat(totals.overtaken).isGreaterThan(HISTORIES / 10);
        assertThat(totals.lost).isGreaterThan(HISTORIES / 10);
        assertThat(totals.planned).isGreaterThan(HISTORIES);
        assertThat(totals.takenBack).isGreaterThan(HISTORIES / 10);
        assertThat(totals.inForce).isGreaterThan(HISTORIES);
        assertThat(totals.withdrawnBeneathBookings).isGreaterThan(HISTORIES / 10);
    }

    private static final class Totals {
        private long granted;
        private long full;
        private long crashedBefore;
        private long crashedAfter;
        private long amended;
        private long countedBeyond;
        private long trusted;
        private long overtaken;
        private long lost;
        private long planned;
        private long takenBack;
        private long inForce;
        private long withdrawnBeneathBookings;
    }

    private static final class History {

        private static final int STEPS = 40;
        private static final HoldSignal[] SIGNALS = {
            HoldSignal.CONFIRM,
            HoldSignal.RELEASE,
            HoldSignal.RELEASE_LATE,
            HoldSignal.ENTER,
            HoldSignal.VOID_ENTRY,
            HoldSignal.LEAVE,
            HoldSignal.OVERSTAY
        };
        private static final String[] VEHICLES = {"SUV", "EV", "COMPACT"};

        private final long seed;
        private final Totals totals;
        private final SplittableRandom random;
        private final SimulatedStore store = new SimulatedStore(EIGHT);
        private final List<SimulatedInstance> instances = List.of(
                new SimulatedInstance(store, this::losesAnswer), new SimulatedInstance(store, this::losesAnswer));
        private final List<RoomRequest> unanswered = new ArrayList<>();
        private final Set<String> promised = new HashSet<>();

        History(long seed, Totals totals) {
            this.seed = seed;
            this.totals = totals;
            this.random = new SplittableRandom(seed);
        }

        private boolean losesAnswer() {
            return random.nextInt(80) == 0;
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                step();
                assertLedgerIsRecount();
                totals.inForce += store.withdrawals().stream()
                        .filter(planned -> planned.isInForce(store.now()))
                        .count();
            }
            instances.forEach(SimulatedInstance::crash);
            instances.forEach(instance -> totals.trusted += instance.trusted());
            instances.forEach(instance -> totals.overtaken += instance.overtaken());
            instances.forEach(instance -> totals.lost += instance.lost());
            for (String reservation : promised) {
                Hold hold = store.holds().get(new HoldKey(LOT, reservation));
                assertThat(hold != null && hold.state().hasRoom())
                        .as("seed %d: %s was promised room", seed, reservation)
                        .isTrue();
            }
        }

        private void step() {
            store.pass(Duration.ofSeconds(random.nextInt(600)));
            SimulatedInstance instance = instances.get(random.nextInt(2));
            if (random.nextInt(12) == 0) {
                String spotClass = VEHICLES[random.nextInt(3)];
                store.resize(spotClass, random.nextInt(4));
            } else if (random.nextInt(12) == 0) {
                plan();
            } else if (random.nextInt(16) == 0) {
                takeBack();
            } else if (instance.isIdle()) {
                instance.look(batch());
            } else if (random.nextInt(10) == 0) {
                totals.crashedBefore++;
                unanswered.addAll(instance.batch());
                instance.crash();
            } else {
                commit(instance);
            }
        }

        /** A spot will be out of use from some time on, until another or for good, over midnight or not. */
        private void plan() {
            Instant from = store.now().plusSeconds(random.nextInt(1, 12_000));
            Instant until = random.nextInt(4) == 0 ? null : from.plusSeconds(random.nextInt(1, 14_000));
            Withdrawal planned = new Withdrawal(
                    LOT,
                    "s" + random.nextInt(3),
                    VEHICLES[random.nextInt(3)],
                    Withdrawal.Kind.BLOCKED,
                    "simulated",
                    from,
                    until);
            boolean isWithdrawnThen = store.withdrawals().stream()
                    .anyMatch(other -> other.spotId().equals(planned.spotId())
                            && other.spotClass().equals(planned.spotClass())
                            && other.overlaps(from, until));
            if (!isWithdrawnThen) {
                store.withdraw(planned);
                totals.planned++;
                totals.withdrawnBeneathBookings += isShort(planned) ? 1 : 0;
            }
        }

        private boolean isShort(Withdrawal planned) {
            List<LedgerKey> days =
                    store.used().keySet().stream().filter(planned::touches).toList();
            List<LedgerView> views =
                    store.lock(days).stream().map(LedgerDay::view).toList();
            return !Shortages.in(views, store.now()).isEmpty();
        }

        private void takeBack() {
            List<Withdrawal> notOver = store.withdrawals().stream()
                    .filter(planned -> planned.overlaps(store.now(), null))
                    .toList();
            if (!notOver.isEmpty()) {
                store.takeBack(notOver.get(random.nextInt(notOver.size())));
                totals.takenBack++;
            }
        }

        private List<RoomRequest> batch() {
            List<RoomRequest> batch = new ArrayList<>();
            boolean onlyNew = random.nextInt(4) == 0;
            for (int size = random.nextInt(4); size >= 0; size--) {
                boolean again = !onlyNew && !unanswered.isEmpty() && random.nextBoolean();
                RoomRequest request =
                        again ? unanswered.remove(random.nextInt(unanswered.size())) : anyRequest(onlyNew);
                if (isRelease(request) || request.signal() == HoldSignal.LEAVE) {
                    promised.remove(request.reservationId());
                }
                batch.add(request);
            }
            return batch;
        }

        private void commit(SimulatedInstance instance) {
            List<RoomRequest> requests = instance.batch();
            Map<LedgerKey, short[]> before = copy(store.used());
            GrantedRoom granted = new GrantedRoom(
                    store.holds(),
                    key -> before.containsKey(key) ? before.get(key) : store.asMade(key),
                    store::capacity);
            long lost = instance.lost();
            List<Outcome> outcomes = instance.commit();
            if (instance.lost() == lost) {
                totals.countedBeyond += granted.replay("seed " + seed, requests, outcomes);
            }
            if (random.nextInt(10) == 0) {
                totals.crashedAfter++;
                unanswered.addAll(requests);
                return;
            }
            for (int index = 0; index < requests.size(); index++) {
                hear(requests, index, outcomes.get(index));
            }
        }

        private void hear(List<RoomRequest> requests, int index, Outcome outcome) {
            RoomRequest request = requests.get(index);
            switch (outcome) {
                case Applied(Hold hold) -> {
                    totals.granted++;
                    totals.amended += request instanceof Amending ? 1 : 0;
                    assertKnown(hold);
                    promise(requests, index, hold);
                }
                case AlreadyApplied(Hold hold) -> {
                    assertKnown(hold);
                    promise(requests, index, hold);
                }
                case Refused(Reason reason) -> {
                    totals.full += reason == Reason.NO_ROOM ? 1 : 0;
                    if (reason == Reason.NO_ROOM && requests.size() == 1 && request instanceof Placing placing) {
                        assertFull(placing);
                    }
                }
            }
        }

        /** A driver who was told of room has it until somebody ends the stay, also somebody later in the same batch. */
        private void promise(List<RoomRequest> requests, int index, Hold hold) {
            boolean endedBy = inFlight(requests.subList(index, requests.size()), hold.reservationId());
            boolean endedByAnother =
                    instances.stream().anyMatch(other -> inFlight(other.batch(), hold.reservationId()));
            if (hold.state().hasRoom() && !endedBy && !endedByAnother && !inFlight(unanswered, hold.reservationId())) {
                promised.add(hold.reservationId());
            }
        }

        private static boolean inFlight(List<RoomRequest> requests, String reservationId) {
            return requests.stream().anyMatch(other -> other.reservationId().equals(reservationId) && isRelease(other));
        }

        private static boolean isRelease(RoomRequest request) {
            return request.signal() == HoldSignal.RELEASE || request.signal() == HoldSignal.RELEASE_LATE;
        }

        private void assertKnown(Hold told) {
            if (told.state() == HoldState.NONE) {
                return;
            }
            Hold stored = store.holds().get(new HoldKey(told.lotId(), told.reservationId()));
            assertThat(stored).as("seed %d: %s", seed, told).isNotNull();
            assertThat(stored.version()).as("seed %d: %s", seed, told).isGreaterThanOrEqualTo(told.version());
        }

        private void assertFull(Placing placing) {
            Map<LedgerKey, short[]> counted = store.recount();
            Slots slots =
                    Slots.touchedBy(placing.window().start(), placing.window().end());
            List<String> choices = store.categories()
                    .choices(placing.vehicleType(), placing.preference(), List.of("SUV", "EV", "COMPACT"));
            for (String spotClass : choices) {
                assertThat(slots.each().anyMatch(slot -> cell(counted, spotClass, slot) >= store.capacity(spotClass)))
                        .as("seed %d: %s is full for %s", seed, spotClass, placing)
                        .isTrue();
            }
        }

        private static int cell(Map<LedgerKey, short[]> cells, String spotClass, long slot) {
            short[] day = cells.get(new LedgerKey(LOT, spotClass, Slots.dayOf(slot)));
            return day == null ? 0 : day[(int) Math.floorMod(slot, (long) Slots.A_DAY)];
        }

        private void assertLedgerIsRecount() {
            Map<LedgerKey, short[]> counted = store.recount();
            store.used()
                    .forEach((key, used) -> assertThat(used)
                            .as("seed %d: %s", seed, key)
                            .isEqualTo(counted.getOrDefault(key, new short[Slots.A_DAY])));
            assertThat(store.used().keySet()).as("seed %d", seed).containsAll(counted.keySet());
        }

        private static Map<LedgerKey, short[]> copy(Map<LedgerKey, short[]> used) {
            Map<LedgerKey, short[]> copy = new HashMap<>();
            used.forEach((key, cells) -> copy.put(key, cells.clone()));
            return copy;
        }

        private RoomRequest anyRequest(boolean isNew) {
            String reservation = isNew ? "new" + random.nextInt(1_000) : "r" + random.nextInt(10);
            Instant start = EIGHT.plusSeconds(900L * random.nextInt(16) + random.nextInt(900));
            TimeWindow window = new TimeWindow(start, start.plusSeconds(60 + random.nextInt(14_000)));
            return switch (isNew ? 0 : random.nextInt(5)) {
                case 0, 1 ->
                    new Placing(
                            LOT,
                            reservation,
                            VEHICLES[random.nextInt(3)],
                            random.nextBoolean() ? "EV" : null,
                            window,
                            !isNew && random.nextInt(3) == 0);
                case 2 -> new Amending(LOT, reservation, window.end(), null, store.now());
                default ->
                    new Changing(
                            LOT,
                            reservation,
                            SIGNALS[random.nextInt(SIGNALS.length)],
                            new Stay(VEHICLES[random.nextInt(3)], window),
                            store.now(),
                            "simulated");
            };
        }
    }
}
