package com.parkhold.inventory.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.parkhold.inventory.ledger.BatchDecision.HoldKey;
import com.parkhold.inventory.ledger.RoomRequest.Placing;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.springframework.stereotype.Component;

/**
 * Which holds a batch must look for before it decides. A first placing is rarely of a hold that is there: it is written
 * without looking, and the table's key tells where that was wrong; the batch is then done again and looks.
 *
 * <p>A hint only: what is forgotten here costs one try more.
 */
@Component
class KnownHolds {

    private static final int MOST = 100_000;

    private final Cache<HoldKey, Boolean> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** The holds that may be there: of every request that is no first placing, and of those heard of before. */
    Collection<HoldKey> among(List<RoomRequest> requests) {
        SequencedSet<HoldKey> keys = new LinkedHashSet<>();
        for (RoomRequest request : requests) {
            HoldKey key = HoldKey.of(request);
            boolean isFirst = request instanceof Placing placing && !placing.again();
            if (!isFirst || known.getIfPresent(key) != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    void add(Collection<HoldKey> keys) {
        keys.forEach(key -> known.put(key, true));
    }
}
