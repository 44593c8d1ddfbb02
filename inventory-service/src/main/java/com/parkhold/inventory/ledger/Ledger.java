package com.parkhold.inventory.ledger;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The locked rows of a batch, and the only place where room is taken and given back. */
public final class Ledger {

    private final Map<LedgerKey, LedgerDay> days;

    public Ledger(Collection<LedgerDay> locked) {
        days = locked.stream().collect(Collectors.toMap(LedgerDay::key, Function.identity()));
    }

    /** The first of the classes in which every slot has room. */
    @Nullable
    String firstWithRoom(String lotId, List<String> classes, Slots slots) {
        for (String spotClass : classes) {
            if (hasRoom(lotId, spotClass, slots)) {
                return spotClass;
            }
        }
        return null;
    }

    boolean hasRoom(String lotId, String spotClass, Slots slots) {
        return slots.days()
                .allMatch(day -> day(lotId, spotClass, day).free(slots.firstCell(day), slots.lastCell(day)) > 0);
    }

    /** Whether all of its rows are there. */
    boolean knows(String lotId, String spotClass, Slots slots) {
        return slots.days().allMatch(day -> days.containsKey(new LedgerKey(lotId, spotClass, day)));
    }

    /** Takes room whether or not there is any; who may not take more than there is asks before. */
    void take(String lotId, String spotClass, Slots slots) {
        use(lotId, spotClass, slots, 1);
    }

    void giveBack(String lotId, String spotClass, Slots slots) {
        use(lotId, spotClass, slots, -1);
    }

    /** The rows that are to be written, in the order in which rows are locked: writing locks those that are not yet. */
    public List<LedgerDay> changed() {
        return days.values().stream()
                .filter(LedgerDay::isChanged)
                .sorted(Comparator.comparing(LedgerDay::key))
                .toList();
    }

    private void use(String lotId, String spotClass, Slots slots, int times) {
        slots.days().forEach(day -> day(lotId, spotClass, day).use(slots.firstCell(day), slots.lastCell(day), times));
    }

    private LedgerDay day(String lotId, String spotClass, long day) {
        LedgerKey key = new LedgerKey(lotId, spotClass, day);
        LedgerDay found = days.get(key);
        if (found == null) {
            throw new StaleBatchException("No lock on " + key);
        }
        return found;
    }
}
