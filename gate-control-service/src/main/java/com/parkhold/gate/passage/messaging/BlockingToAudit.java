package com.parkhold.gate.passage.messaging;

import com.parkhold.gate.blocking.BlockedPlate;
import com.parkhold.gate.blocking.BlockingAudit;
import com.parkhold.gate.passage.Audit;
import com.parkhold.gate.plate.Plate;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What is done about plates is audited as what is done at lanes. */
@Component
class BlockingToAudit implements BlockingAudit {

    private final Audit audit;

    BlockingToAudit(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void blocked(BlockedPlate block) {
        audit.state(
                block.lotId(),
                block.blockedBy(),
                "PLATE_BLOCKED",
                block.plate().masked(),
                block.reason(),
                block.blockedAt());
    }

    @Override
    public void freed(String lotId, Plate plate, String actor, Instant at) {
        audit.state(lotId, actor, "PLATE_FREED", plate.masked(), "", at);
    }
}
