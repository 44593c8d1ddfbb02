package com.parkhold.inventory.operating;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.inventory.ledger.Withdrawal;
import com.parkhold.inventory.ledger.Withdrawals;
import com.parkhold.inventory.lot.Lot;
import com.parkhold.inventory.lot.Lots;
import com.parkhold.inventory.operating.AuditTrail.Entry;
import com.parkhold.inventory.spot.Spot;
import com.parkhold.inventory.spot.SpotStatus;
import com.parkhold.inventory.spot.Spots;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;

/** What an operator looks at. */
@Service
public class WatchingLots {

    private final Lots lots;
    private final Spots spots;
    private final Withdrawals withdrawals;
    private final AuditTrail audit;
    private final Clock clock;

    WatchingLots(Lots lots, Spots spots, Withdrawals withdrawals, AuditTrail audit, Clock clock) {
        this.lots = lots;
        this.spots = spots;
        this.withdrawals = withdrawals;
        this.audit = audit;
        this.clock = clock;
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

    /** As they are now: one that is withdrawn is out of use, and available again by itself afterwards. */
    public List<Spot> spots(String lotId) {
        Instant now = clock.instant();
        List<Withdrawal> those = withdrawals.of(lotId, now);
        return spots.of(lotId).stream().map(spot -> shown(spot, those, now)).toList();
    }

    /** One of them, as it is now. */
    Spot shown(Spot spot, String lotId) {
        Instant now = clock.instant();
        return shown(spot, withdrawals.of(lotId, now), now);
    }

    /** When a spot is out of use, now or later. */
    List<Withdrawal> withdrawals(String lotId, String spotId) {
        return withdrawals.of(lotId, clock.instant()).stream()
                .filter(one -> one.spotId().equals(spotId))
                .toList();
    }

    private static Spot shown(Spot spot, List<Withdrawal> those, Instant now) {
        return those.stream()
                .filter(one -> spot.isSellable() && one.spotId().equals(spot.spotId()) && one.isInForce(now))
                .findAny()
                .map(one -> spot.seenAs(SpotStatus.valueOf(one.status().name()), one.reason()))
                .orElse(spot);
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
