package com.parkhold.inventory.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The ledger's rows as this instance committed them last. A batch may be decided on them without a lock, because it is
 * only written where each row still has the version that is known here.
 */
@Component
class KnownDays {

    private static final int MOST = 50_000;

    private final Cache<LedgerKey, LedgerView> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** A batch's own copies of the rows; null if one of them is not known. */
    @Nullable
    List<LedgerDay> all(Collection<LedgerKey> keys) {
        List<LedgerDay> days = new ArrayList<>(keys.size());
        for (LedgerKey key : keys) {
            LedgerView seen = known.getIfPresent(key);
            if (seen == null) {
                return null;
            }
            days.add(LedgerDay.as(seen));
        }
        return days;
    }

    /** Somebody else wrote one of these rows. */
    void forget(Collection<LedgerKey> keys) {
        known.invalidateAll(keys);
    }

    /** Before the answer that follows the commit is given, so that the next batch knows what this one wrote. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void committed(LedgerCommitted committed) {
        for (LedgerView view : committed.days()) {
            known.asMap().merge(view.key(), view, (held, given) -> held.version() > given.version() ? held : given);
        }
    }
}
