package com.parkhold.inventory.ledger;

import static com.parkhold.inventory.LotFixtures.lot;
import static com.parkhold.inventory.LotFixtures.seededCategories;
import static com.parkhold.inventory.LotFixtures.spots;
import static com.parkhold.inventory.LotFixtures.version;

import com.parkhold.inventory.ledger.BatchDecision.HoldKey;
import com.parkhold.inventory.lot.LotVersion;
import com.parkhold.inventory.lot.VehicleCategories;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is committed: all that outlives a crash, and all that two instances have in common. */
final class SimulatedStore {

    static final String LOT = "lot-a";
    private static final Map<String, LotVersion> LOTS =
            Map.of(LOT, version(lot(LOT, spots("SUV", 3), spots("EV", 1), spots("COMPACT", 2))));

    private final Map<LedgerKey, short[]> used = new HashMap<>();
    private final Map<LedgerKey, Long> versions = new HashMap<>();
    private final Map<HoldKey, Hold> holds = new HashMap<>();
    private final Map<String, Integer> capacity = new HashMap<>(Map.of("SUV", 3, "EV", 1, "COMPACT", 2));
    private final List<Withdrawal> withdrawals = new ArrayList<>();
    private Instant now;

    SimulatedStore(Instant now) {
        this.now = now;
    }

    Map<String, LotVersion> lots() {
        return LOTS;
    }

    VehicleCategories categories() {
        return seededCategories();
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Map<HoldKey, Hold> holds() {
        return holds;
    }

    Map<LedgerKey, short[]> used() {
        return used;
    }

    int capacity(String spotClass) {
        return capacity.getOrDefault(spotClass, 0);
    }

    /** An operator blocks a spot, or gives it back. */
    void resize(String spotClass, int sellable) {
        capacity.put(spotClass, sellable);
        versions.replaceAll((key, version) -> key.spotClass().equals(spotClass) ? version + 1 : version);
    }

    /** An operator says beforehand when a spot will be out of use. */
    void withdraw(Withdrawal planned) {
        withdrawals.add(planned);
        use(planned, 1);
    }

    /** And gives it back, whether it was still to come or not. */
    void takeBack(Withdrawal planned) {
        withdrawals.remove(planned);
        use(planned, -1);
    }

    List<Withdrawal> withdrawals() {
        return withdrawals;
    }

    private void use(Withdrawal planned, int times) {
        List<LedgerDay> touched =
                lock(used.keySet().stream().filter(planned::touches).toList());
        touched.forEach(day -> planned.use(day, times));
        commit(touched, Map.of());
    }

    /** A day as it is made: withdrawn spots take their slots of it from the beginning. */
    short[] asMade(LedgerKey key) {
        LedgerDay made = new LedgerDay(key, capacity(key.spotClass()), new short[Slots.A_DAY], 0);
        withdrawals.stream().filter(planned -> planned.touches(key)).forEach(planned -> planned.use(made, 1));
        return made.view().used();
    }

    List<LedgerDay> lock(Collection<LedgerKey> keys) {
        return keys.stream()
                .map(key -> new LedgerDay(
                        key,
                        capacity(key.spotClass()),
                        used.containsKey(key) ? used.get(key).clone() : asMade(key),
                        versionOf(key)))
                .toList();
    }

    long versionOf(LedgerKey key) {
        return versions.computeIfAbsent(key, _ -> 0L);
    }

    void commit(List<LedgerDay> days, Map<HoldKey, Hold> changed) {
        days.forEach(day -> {
            used.put(day.key(), day.view().used());
            versions.put(day.key(), day.view().version());
        });
        holds.putAll(changed);
    }

    /** Counted anew from the holds and, on days that are made, the clock times of withdrawals. */
    Map<LedgerKey, short[]> recount() {
        Map<LedgerKey, short[]> counted = new HashMap<>();
        for (Hold hold : holds.values()) {
            if (hold.state().hasRoom()) {
                Hold.Room room = hold.knownRoom();
                room.slots()
                        .each()
                        .forEach(slot -> counted.computeIfAbsent(
                                        new LedgerKey(LOT, room.spotClass(), Slots.dayOf(slot)),
                                        _ -> new short[Slots.A_DAY])[(int) Math.floorMod(slot, (long) Slots.A_DAY)]++);
            }
        }
        for (LedgerKey key : used.keySet()) {
            for (int cell = 0; cell < Slots.A_DAY; cell++) {
                int withdrawn = withdrawnIn(key, cell);
                if (withdrawn > 0) {
                    counted.computeIfAbsent(key, _ -> new short[Slots.A_DAY])[cell] += (short) withdrawn;
                }
            }
        }
        return counted;
    }

    private int withdrawnIn(LedgerKey key, int cell) {
        Instant start = Instant.EPOCH.plus(Duration.ofDays(key.day())).plus(Duration.ofMinutes(15L * cell));
        return (int) withdrawals.stream()
                .filter(planned -> planned.spotClass().equals(key.spotClass()))
                .filter(planned -> planned.overlaps(start, start.plus(Duration.ofMinutes(15))))
                .count();
    }
}
