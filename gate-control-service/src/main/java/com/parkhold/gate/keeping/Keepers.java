package com.parkhold.gate.keeping;

import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.journal.StoredJson;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who keeps which lot, as far as this instance knows; kept on the disk. Safe for many threads. */
@Component
class Keepers {

    private final Map<String, Keeper> byLot = new ConcurrentHashMap<>();
    private final ReentrantLock turn = new ReentrantLock();
    private final LocalCopies copies;

    Keepers(LocalCopies copies) {
        this.copies = copies;
        copies.all(LocalCopies.Kind.KEEPER).stream()
                .map(body -> StoredJson.read(body, Keeper.class))
                .forEach(known -> byLot.put(known.lotId(), known));
    }

    Optional<Keeper> of(String lotId) {
        return Optional.ofNullable(byLot.get(lotId));
    }

    /** From now on that instance keeps it; false if it did before. */
    boolean put(String lotId, String address, Instant now) {
        return replace(
                new Keeper(lotId, address, now), before -> !before.address().equals(address));
    }

    /** The same, unless somebody is known to keep it. */
    boolean putIfUnknown(String lotId, String address, Instant now) {
        return !byLot.containsKey(lotId) && replace(new Keeper(lotId, address, now), _ -> false);
    }

    /** Somebody says that he keeps it; whoever took it last is believed. */
    boolean putIfLater(Keeper told) {
        return replace(told, before -> !before.address().equals(told.address()) && told.isAfter(before));
    }

    private boolean replace(Keeper next, Predicate<Keeper> yields) {
        turn.lock();
        try {
            Keeper before = byLot.get(next.lotId());
            if (before != null && !yields.test(before)) {
                return false;
            }
            byLot.put(next.lotId(), next);
            copies.put(LocalCopies.Kind.KEEPER, Map.of(next.lotId(), StoredJson.write(next)));
            return true;
        } finally {
            turn.unlock();
        }
    }

    /** What an instance keeps. */
    Claims of(Optional<String> address) {
        return new Claims(byLot.values().stream()
                .filter(keeper -> address.filter(keeper.address()::equals).isPresent())
                .collect(Collectors.toMap(Keeper::lotId, Keeper::since)));
    }
}
