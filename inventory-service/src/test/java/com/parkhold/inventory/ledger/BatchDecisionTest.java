package com.parkhold.inventory.ledger;

import static com.parkhold.inventory.LotFixtures.lot;
import static com.parkhold.inventory.LotFixtures.seededCategories;
import static com.parkhold.inventory.LotFixtures.spots;
import static com.parkhold.inventory.LotFixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.common.contract.HoldPlaced;
import com.parkhold.common.contract.HoldReleased;
import com.parkhold.inventory.ledger.BatchDecision.HoldKey;
import com.parkhold.inventory.ledger.Outcome.AlreadyApplied;
import com.parkhold.inventory.ledger.Outcome.Applied;
import com.parkhold.inventory.ledger.Outcome.Refused;
import com.parkhold.inventory.ledger.RoomRequest.Changing;
import com.parkhold.inventory.ledger.RoomRequest.Placing;
import com.parkhold.inventory.ledger.RoomRequest.Stay;
import com.parkhold.inventory.lot.LotVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchDecisionTest {

    private static final Instant NOW = Instant.parse("2026-04-14T08:00:00Z");
    private static final Instant NINE = Instant.parse("2026-04-14T09:00:00Z");
    private static final LotVersion LOT = version(lot("lot-a", spots("SUV", 2), spots("EV", 1)));
    private static final long DAY = Slots.dayOf(Slots.slotOf(NINE));

    private final Map<LedgerKey, short[]> stored = new HashMap<>();
    private final Map<HoldKey, Hold> holds = new HashMap<>();
    private List<BatchDecision.StatedEvent> stated = List.of();

    @Test
    void holdsUntilTheClassIsFullAndThenRefuses() {
        assertThat(decide(placing("r1"), placing("r2"), placing("r3")))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Applied.class),
                        second -> assertThat(second).isInstanceOf(Applied.class),
                        third -> assertThat(third).isEqualTo(new Refused(Reason.NO_ROOM)));
        assertThat(stated)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.event()).isInstanceOf(HoldPlaced.class));
        assertThat(used("SUV", 36)).isEqualTo(2);
        assertThat(used("SUV", 48)).isZero();
    }

    @Test
    void answersARepeatedHoldWithTheSameHoldAndTakesNoMoreRoom() {
        Hold first = ((Applied) decide(placing("r1")).getFirst()).hold();
        assertThat(decide(placing("r1"))).containsExactly(new AlreadyApplied(first));
        assertThat(decide(placing("r2"), placing("r2")).getLast()).isInstanceOf(AlreadyApplied.class);
        assertThat(used("SUV", 36)).isEqualTo(2);
    }

    @Test
    void answersTheRequestThatWasFirstEvenIfTheStayIsLongerByNow() {
        decide(placing("r1"));
        Instant later = placing("r1").window().end().plusSeconds(3600);
        Hold longer = ((Applied) decide(new RoomRequest.Amending("lot-a", "r1", later, null, NINE))
                        .getFirst())
                .hold();
        assertThat(decide(placing("r1"))).containsExactly(new AlreadyApplied(longer));
        Placing asAmended = new Placing(
                "lot-a", "r1", "SUV", null, new TimeWindow(longer.knownRoom().start(), later), false);
        assertThat(decide(asAmended)).containsExactly(new AlreadyApplied(longer));
    }

    @Test
    void refusesTheSameReservationInAnotherWindow() {
        decide(placing("r1"));
        Placing later = new Placing(
                "lot-a", "r1", "SUV", null, new TimeWindow(NINE.plusSeconds(3600), NINE.plusSeconds(7200)), false);
        assertThat(decide(later)).containsExactly(new Refused(Reason.OTHER_WINDOW));
    }

    @Test
    void fallsOverToTheNextClassThatFits() {
        assertThat(classOf(decide(placing("r1", "EV", null)))).isEqualTo("EV");
        assertThat(classOf(decide(placing("r2", "EV", null)))).isEqualTo("SUV");
    }

    @Test
    void honoursAPreferenceAsLongAsThereIsRoom() {
        assertThat(classOf(decide(placing("r1", "SUV", "EV")))).isEqualTo("EV");
        assertThat(classOf(decide(placing("r2", "SUV", "EV")))).isEqualTo("SUV");
    }

    @Test
    void refusesWhatTheLotDoesNotFitOrKnow() {
        assertThat(decide(placing("r1", "MOTORCYCLE", null))).containsExactly(new Refused(Reason.NOTHING_FITS));
        assertThat(decide(placing("r1", "SPACESHIP", null))).containsExactly(new Refused(Reason.UNKNOWN_VEHICLE_TYPE));
        assertThat(decide(new Placing("lot-b", "r1", "SUV", null, window(), false)))
                .containsExactly(new Refused(Reason.LOT_NOT_FOUND));
    }

    @Test
    void keepsATombstoneOfAReleaseThatCameFirst() {
        assertThat(decide(change("r1", HoldSignal.RELEASE)).getFirst()).isInstanceOf(Applied.class);
        assertThat(stated).isEmpty();
        assertThat(decide(placing("r1"))).containsExactly(new Refused(Reason.RELEASED));
        assertThat(decide(new Placing("lot-a", "r1", "SUV", null, window(), true))
                        .getFirst())
                .isInstanceOf(Applied.class);
        assertThat(used("SUV", 36)).isEqualTo(1);
    }

    @Test
    void givesARoomBackOnce() {
        decide(placing("r1"));
        decide(change("r1", HoldSignal.RELEASE));
        assertThat(stated).hasSize(1).allSatisfy(event -> {
            assertThat(event.event()).isEqualTo(new HoldReleased("r1", "lot-a", "SUV", "test"));
            assertThat(event.version()).isEqualTo(2);
        });
        assertThat(decide(change("r1", HoldSignal.RELEASE)).getFirst()).isInstanceOf(AlreadyApplied.class);
        assertThat(used("SUV", 36)).isZero();
    }

    @Test
    void booksWithoutAHoldWhetherOrNotThereIsRoom() {
        decide(placing("r1"));
        assertThat(decide(change("r2", HoldSignal.CONFIRM)).getFirst()).isInstanceOf(Applied.class);
        assertThat(decide(change("r3", HoldSignal.CONFIRM)).getFirst()).isInstanceOf(Applied.class);
        assertThat(used("SUV", 36)).isEqualTo(3);
        assertThat(decide(placing("r4"))).containsExactly(new Refused(Reason.NO_ROOM));
        Hold booked = hold("r2");
        assertThat(booked.state()).isEqualTo(HoldState.BOOKED);
        assertThat(booked.assignFrom()).isEqualTo(NINE.minus(Duration.ofMinutes(15)));
    }

    @Test
    void countsACarWhoseHoldWasReleasedAndSoldAnewAsLongAsItStandsThere() {
        decide(placing("r1"), change("r1", HoldSignal.RELEASE), placing("r2"), placing("r3"));
        assertThat(decide(change("r1", HoldSignal.ENTER)).getFirst()).isInstanceOf(Applied.class);
        assertThat(hold("r1").state()).isEqualTo(HoldState.INSIDE);
        assertThat(used("SUV", 36)).isEqualTo(3);
        decide(change("r2", HoldSignal.RELEASE));
        assertThat(decide(placing("r4"))).containsExactly(new Refused(Reason.NO_ROOM));
    }

    @Test
    void countsACarInAClassThatItsLotNoLongerHas() {
        Changing entered = new Changing("lot-a", "r1", HoldSignal.ENTER, new Stay("REMOVED", window()), NINE, "test");
        assertThat(decide(entered).getFirst()).isInstanceOf(Applied.class);
        assertThat(used("REMOVED", 36)).isEqualTo(1);
    }

    @Test
    void givesTheSlotsAfterAnEarlyExitBack() {
        decide(placing("r1"), change("r1", HoldSignal.CONFIRM), change("r1", HoldSignal.ENTER));
        decide(new Changing("lot-a", "r1", HoldSignal.LEAVE, null, NINE.plusSeconds(1000), "test"));
        assertThat(used("SUV", 36)).isEqualTo(1);
        assertThat(used("SUV", 37)).isEqualTo(1);
        assertThat(used("SUV", 38)).isZero();
        assertThat(hold("r1").state()).isEqualTo(HoldState.OUT);
    }

    @Test
    void countsACarThatStaysOnEvenWhereItIsFull() {
        decide(placing("r1"), change("r1", HoldSignal.ENTER));
        Instant noon = NINE.plus(Duration.ofHours(3));
        TimeWindow afternoon = new TimeWindow(noon, noon.plusSeconds(900));
        decide(
                new Placing("lot-a", "r2", "SUV", null, afternoon, false),
                new Placing("lot-a", "r3", "SUV", null, afternoon, false));
        Changing staysOn = new Changing("lot-a", "r1", HoldSignal.OVERSTAY, null, noon, "test");
        assertThat(decide(staysOn).getFirst()).isInstanceOf(Applied.class);
        assertThat(used("SUV", 48)).isEqualTo(3);
        assertThat(decide(staysOn).getFirst()).isInstanceOf(AlreadyApplied.class);
        assertThat(used("SUV", 48)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void neverOversellsAndAlwaysEqualsItsRecountWhateverComes(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<RoomRequest> batch = new ArrayList<>();
            for (int size = random.nextInt(8); size >= 0; size--) {
                batch.add(anyRequest(random));
            }
            Map<LedgerKey, short[]> before = new HashMap<>(stored);
            GrantedRoom granted = new GrantedRoom(
                    holds, key -> before.getOrDefault(key, new short[Slots.A_DAY]), BatchDecisionTest::capacity);
            List<Outcome> outcomes = decide(batch.toArray(RoomRequest[]::new));
            granted.replay("seed %d, round %d".formatted(seed, round), batch, outcomes);
            assertLedgerIsRecount(seed, round);
        }
    }

    private static RoomRequest anyRequest(Random random) {
        String reservation = "r" + random.nextInt(12);
        Instant start = NINE.plusSeconds(900L * random.nextInt(20) + random.nextInt(900));
        TimeWindow window = new TimeWindow(start, start.plusSeconds(60 + random.nextInt(9_000)));
        HoldSignal[] changes = {
            HoldSignal.CONFIRM, HoldSignal.RELEASE, HoldSignal.ENTER, HoldSignal.VOID_ENTRY, HoldSignal.LEAVE
        };
        String[] vehicles = {"SUV", "EV", "COMPACT"};
        return random.nextBoolean()
                ? new Placing(
                        "lot-a",
                        reservation,
                        vehicles[random.nextInt(vehicles.length)],
                        random.nextBoolean() ? "EV" : null,
                        window,
                        random.nextInt(4) == 0)
                : new Changing(
                        "lot-a",
                        reservation,
                        changes[random.nextInt(changes.length)],
                        new Stay(random.nextBoolean() ? "SUV" : "EV", window),
                        start,
                        "test");
    }

    private void assertLedgerIsRecount(long seed, int round) {
        Map<LedgerKey, short[]> counted = new HashMap<>();
        for (Hold hold : holds.values()) {
            if (hold.state().hasRoom()) {
                Slots slots = hold.knownRoom().slots();
                slots.days().forEach(day -> {
                    short[] cells = counted.computeIfAbsent(
                            new LedgerKey("lot-a", hold.knownRoom().spotClass(), day), _ -> new short[Slots.A_DAY]);
                    for (int cell = slots.firstCell(day); cell < slots.lastCell(day); cell++) {
                        cells[cell]++;
                    }
                });
            }
        }
        stored.forEach((key, used) -> {
            assertThat(used)
                    .as("seed %d, round %d, %s", seed, round, key)
                    .isEqualTo(counted.getOrDefault(key, new short[Slots.A_DAY]));
        });
    }

    private List<Outcome> decide(RoomRequest... requests) {
        List<LedgerDay> days = new ArrayList<>();
        for (String spotClass : List.of("SUV", "EV", "REMOVED")) {
            for (long day = DAY; day <= DAY + 1; day++) {
                LedgerKey key = new LedgerKey("lot-a", spotClass, day);
                short[] used = stored.getOrDefault(key, new short[Slots.A_DAY]);
                days.add(new LedgerDay(key, capacity(spotClass), used.clone(), 0));
            }
        }
        BatchDecision batch =
                new BatchDecision(Map.of("lot-a", LOT), seededCategories(), new Ledger(days), Map.copyOf(holds), NOW);
        List<Outcome> outcomes = batch.decide(List.of(requests));
        holds.putAll(batch.changedHolds());
        days.forEach(day -> stored.put(day.key(), day.view().used()));
        stated = batch.events();
        return outcomes;
    }

    private static int capacity(String spotClass) {
        return switch (spotClass) {
            case "SUV" -> 2;
            case "EV" -> 1;
            default -> 0;
        };
    }

    private int used(String spotClass, int cell) {
        return stored.getOrDefault(new LedgerKey("lot-a", spotClass, DAY), new short[Slots.A_DAY])[cell];
    }

    private Hold hold(String reservationId) {
        Hold found = holds.get(new HoldKey("lot-a", reservationId));
        if (found == null) {
            throw new AssertionError("No hold " + reservationId);
        }
        return found;
    }

    private static String classOf(List<Outcome> outcomes) {
        return ((Applied) outcomes.getFirst()).hold().knownRoom().spotClass();
    }

    private static Placing placing(String reservationId) {
        return placing(reservationId, "SUV", null);
    }

    private static Placing placing(String reservationId, String vehicleType, @Nullable String preference) {
        return new Placing("lot-a", reservationId, vehicleType, preference, window(), false);
    }

    private static Changing change(String reservationId, HoldSignal signal) {
        return new Changing("lot-a", reservationId, signal, new Stay("SUV", window()), NINE, "test");
    }

    private static TimeWindow window() {
        return new TimeWindow(NINE, NINE.plus(Duration.ofHours(3)));
    }
}
