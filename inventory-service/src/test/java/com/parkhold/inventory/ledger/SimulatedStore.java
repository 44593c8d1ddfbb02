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

    List<LedgerDay> lock(Collection<LedgerKey> keys) {
        return keys.stream()
                .map(key -> new LedgerDay(
                        key,
                        capacity(key.spotClass()),
                        used.getOrDefault(key, new short[Slots.A_DAY]).clone(),
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

    /** Counted anew from the holds alone. */
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
        return counted;
    }
}
