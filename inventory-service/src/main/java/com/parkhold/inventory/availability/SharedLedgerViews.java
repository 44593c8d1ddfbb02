package com.parkhold.inventory.availability;

import com.parkhold.inventory.ledger.LedgerKey;
import com.parkhold.inventory.ledger.LedgerView;
import java.util.Collection;
import java.util.Map;

/** What the instances tell each other of the ledger. May forget, be slow or be away: it is asked before the database. */
public interface SharedLedgerViews {

    /** Those that are known; nothing where it does not answer in time. */
    Map<LedgerKey, LedgerView> find(Collection<LedgerKey> keys);

    /** Tells the others, soon; an older view never replaces a newer one. */
    void tell(Collection<LedgerView> views);
}
