package com.parkhold.inventory.operating;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.inventory.lot.Lot;
import com.parkhold.inventory.lot.Lots;
import com.parkhold.inventory.operating.AuditTrail.Entry;
import com.parkhold.inventory.spot.Spot;
import com.parkhold.inventory.spot.Spots;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;

/** What an operator looks at. */
@Service
public class WatchingLots {

    private final Lots lots;
    private final Spots spots;
    private final AuditTrail audit;

    WatchingLots(Lots lots, Spots spots, AuditTrail audit) {
        this.lots = lots;
        this.spots = spots;
        this.audit = audit;
    }

    public boolean exists(String lotId) {
        return lots.existsById(lotId);
    }

    public List<LotDocument> all() {
        return lots.all().stream().map(Lot::document).toList();
    }

    /** Those of the lots that there are. */
    public List<LotDocument> these(Collection<String> lotIds) {
        return lots.withIds(lotIds).stream().map(Lot::document).toList();
    }

    public List<Spot> spots(String lotId) {
        return spots.of(lotId);
    }

    /** Newest first. */
    public List<Entry> audit(String lotId, int page, int size) {
        return audit.of(lotId, page, size);
    }

    /** How many entries there are on all pages. */
    public long audited(String lotId) {
        return audit.count(lotId);
    }
}
