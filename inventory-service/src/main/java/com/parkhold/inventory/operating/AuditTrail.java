package com.parkhold.inventory.operating;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who changed what in a lot: lots and spots here, lanes at the gate, bookings cancelled by an operator. */
@Repository
public class AuditTrail {

    private final JdbcClient jdbc;

    AuditTrail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param source the service in which it was done */
    public record Entry(String source, String actor, String action, String target, String detail, Instant at) {}

    /** Adds to the running transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String lotId, Entry entry) {
        jdbc.sql("""
                insert into audit_entry (lot_id, source, actor, action, target, detail, at)
                values (:lot, :source, :actor, :action, :target, :detail, :at)""")
                .param("lot", lotId)
                .param("source", entry.source)
                .param("actor", entry.actor)
                .param("action", entry.action)
                .param("target", entry.target)
                .param("detail", entry.detail)
                .param("at", Timestamp.from(entry.at))
                .update();
    }

    /** Newest first. */
    public List<Entry> of(String lotId, int page, int size) {
        return jdbc.sql("""
                        select source, actor, action, target, detail, at from audit_entry where lot_id = :lot
                        order by at desc, id desc limit :size offset :offset""")
                .param("lot", lotId)
                .param("size", size)
                .param("offset", (long) page * size)
                .query((row, _) -> new Entry(
                        row.getString("source"),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("target"),
                        row.getString("detail"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    public long count(String lotId) {
        return jdbc.sql("select count(*) from audit_entry where lot_id = :lot")
                .param("lot", lotId)
                .query(Long.class)
                .single();
    }
}
