package com.parkhold.inventory.operating;

import com.parkhold.common.contract.LotAudited;
import com.parkhold.common.contract.LotConfigured;
import com.parkhold.common.outbox.Outbox;
import com.parkhold.inventory.lot.Lot;
import com.parkhold.inventory.lot.LotVersions;
import com.parkhold.inventory.lot.Lots;
import com.parkhold.inventory.operating.AuditTrail.Entry;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Saves a changed lot, keeps its version, and says what was done and by whom. */
@Service
class StatingLots {

    private static final String SOURCE = "inventory-service";

    private final Lots lots;
    private final LotVersions versions;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Clock clock;

    StatingLots(Lots lots, LotVersions versions, AuditTrail audit, Outbox outbox, Clock clock) {
        this.lots = lots;
        this.versions = versions;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void state(Lot changed, String actor, String action, String target, String detail) {
        Lot saved = lots.saveAndFlush(changed);
        versions.keep(saved);
        Instant now = clock.instant();
        audit.add(saved.lotId(), new Entry(SOURCE, actor, action, target, detail, now));
        outbox.append(new LotConfigured(saved.document()), saved.version());
        outbox.append(new LotAudited(saved.lotId(), actor, action, target, detail, now), saved.version());
    }
}
