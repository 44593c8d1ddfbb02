package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.ResizingClasses.Misfit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the bookings for which there is no room left. Cars inside have theirs, then who comes first. Pure. */
final class Misfits {

    private static final Comparator<Hold> BY_CLAIM = Comparator.<Hold, Boolean>comparing(Misfits::isToCome)
            .thenComparing(hold -> hold.state() == HoldState.HELD)
            .thenComparing(hold -> hold.knownRoom().start())
            .thenComparing(Hold::reservationId);

    private Misfits() {}

    /**
     * @param sellable how many each class can sell now
     * @param withdrawn spots of these that are out of use for a time
     */
    static List<Misfit> in(
            Map<String, Integer> sellable, Collection<Withdrawal> withdrawn, Collection<Hold> counted, Instant now) {
        Map<String, Map<Long, Integer>> used = taken(withdrawn, counted, now);
        List<Misfit> found = new ArrayList<>();
        for (Hold hold : counted.stream().sorted(BY_CLAIM).toList()) {
            Hold.Room room = hold.knownRoom();
            Slots slots = new Slots(
                    Math.max(room.slots().from(), Slots.slotOf(now)),
                    room.slots().until());
            Map<Long, Integer> taken = used.computeIfAbsent(room.spotClass(), _ -> new HashMap<>());
            int capacity = sellable.getOrDefault(room.spotClass(), 0);
            if (isToCome(hold) && !fits(slots, taken, capacity)) {
                found.add(new Misfit(hold.reservationId(), room.spotClass(), room.start(), room.end()));
            } else {
                slots.each().forEach(slot -> taken.merge(slot, 1, Integer::sum));
            }
        }
        return found;
    }

    /** What withdrawn spots take, as far as anybody is booked. */
    private static Map<String, Map<Long, Integer>> taken(
            Collection<Withdrawal> withdrawn, Collection<Hold> counted, Instant now) {
        long last = counted.stream()
                .mapToLong(hold -> hold.knownRoom().slots().until())
                .max()
                .orElse(0);
        Map<String, Map<Long, Integer>> used = new HashMap<>();
        for (Withdrawal one : withdrawn) {
            Map<Long, Integer> taken = used.computeIfAbsent(one.spotClass(), _ -> new HashMap<>());
            new Slots(
                            Math.max(one.slots().from(), Slots.slotOf(now)),
                            Math.min(one.slots().until(), last))
                    .each()
                    .forEach(slot -> taken.merge(slot, 1, Integer::sum));
        }
        return used;
    }

    private static boolean isToCome(Hold hold) {
        return hold.state() == HoldState.HELD || hold.state() == HoldState.BOOKED;
    }

    private static boolean fits(Slots slots, Map<Long, Integer> taken, int capacity) {
        return slots.each().noneMatch(slot -> taken.getOrDefault(slot, 0) >= capacity);
    }
}
