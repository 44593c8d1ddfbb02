package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.BatchDecision.HoldKey;
import com.parkhold.inventory.ledger.RoomRequest.Placing;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which holds a batch must look for before it decides. A first placing is rarely of a hold that is there: it is written
 * without looking, and the table's key tells where that was wrong; the batch is then done again and looks.
 *
 * <p>A hint only: what is forgotten here costs one try more. So it is a table in which a hold displaces whichever had its
 * place: a cache that weighs which to keep took as long for each hold as deciding it.
 */
@Component
class KnownHolds {

    private static final int PLACES = 1 << 17;

    private final AtomicReferenceArray<@Nullable HoldKey> known;

    KnownHolds() {
        this(PLACES);
    }

    /** @param places a power of two */
    KnownHolds(int places) {
        known = new AtomicReferenceArray<>(places);
    }

    /** The holds that may be there: of every request that is no first placing, and of those heard of before. */
    Collection<HoldKey> among(List<RoomRequest> requests) {
        SequencedSet<HoldKey> keys = new LinkedHashSet<>();
        for (RoomRequest request : requests) {
            HoldKey key = HoldKey.of(request);
            boolean isFirst = request instanceof Placing placing && !placing.again();
            if (!isFirst || isKnown(key)) {
                keys.add(key);
            }
        }
        return keys;
    }

    void add(Collection<HoldKey> keys) {
        keys.forEach(key -> known.setOpaque(placeOf(key), key));
    }

    private boolean isKnown(HoldKey key) {
        return key.equals(known.getOpaque(placeOf(key)));
    }

    private int placeOf(HoldKey key) {
        int hash = key.hashCode();
        return (hash ^ (hash >>> Short.SIZE)) & (known.length() - 1);
    }
}
