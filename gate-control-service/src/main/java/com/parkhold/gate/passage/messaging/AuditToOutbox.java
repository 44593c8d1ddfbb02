package com.parkhold.gate.passage.messaging;

import com.parkhold.common.contract.LaneAudited;
import com.parkhold.common.outbox.Outbox;
import com.parkhold.gate.passage.Audit;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** States what people did at lanes, under a version that grows per lot. */
@Component
class AuditToOutbox implements Audit {

    private final Outbox outbox;
    private final JdbcClient jdbc;

    AuditToOutbox(Outbox outbox, JdbcClient jdbc) {
        this.outbox = outbox;
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void state(String lotId, String actor, String action, String gateId, String reason, Instant at) {
        long version = jdbc.sql("""
                insert into lot_audit_version (lot_id, version) values (:lot, 1)
                on conflict (lot_id) do update set version = lot_audit_version.version + 1
                returning version""").param("lot", lotId).query(Long.class).single();
        outbox.append(new LaneAudited(lotId, actor, action, gateId, reason, at), version);
    }
}
