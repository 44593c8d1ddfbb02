package com.parkhold.gate.passage;

import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.settings.RetentionSettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets what is older than its retention, a little at a time, so that no decision waits for it. */
@Component
public class Forgetting {

    private static final Logger log = LoggerFactory.getLogger(Forgetting.class);
    private static final int AT_ONCE = 5_000;

    private final JdbcClient jdbc;
    private final Journal journal;
    private final RetentionSettings retention;
    private final Clock clock;

    Forgetting(JdbcClient jdbc, Journal journal, RetentionSettings retention, Clock clock) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.retention = retention;
        this.clock = clock;
    }

    /** Of the journal only what the database has been told; returns how many rows and entries. */
    @Scheduled(initialDelayString = "PT5M", fixedRateString = "PT10M")
    public int forget() {
        Instant now = clock.instant();
        int forgotten = journal.forgetOlderThan(now.minus(retention.journal()).toEpochMilli());
        try {
            forgotten += delete("camera_read", "received_at", now.minus(retention.cameraReads()));
            forgotten += delete("gate_event", "at", now.minus(retention.gateEvents()));
            forgotten += forgetPasses(now.minus(retention.passes()));
            forgotten += delete("lane_exception", "resolved_at", now.minus(retention.exceptions()));
            log.info("Forgot {} rows and entries beyond their retention", forgotten);
        } catch (DataAccessException away) {
            log.debug("Forgetting later: {}", away.getMessage());
        }
        return forgotten;
    }

    /** Whoever is inside stays known, however long ago that was to end. */
    private int forgetPasses(Instant before) {
        return jdbc.sql("""
            delete from gate_pass where reservation_id in (
              select reservation_id from gate_pass
              where state in ('EXPECTED', 'OUT', 'REVOKED') and updated_at < :before
                and coalesce(ends_at, updated_at) < :before
              limit :most)\
            """)
                .param("before", Timestamp.from(before))
                .param("most", AT_ONCE)
                .update();
    }

    private int delete(String table, String column, Instant before) {
        return jdbc.sql("delete from %1$s where id in (select id from %1$s where %2$s < :before limit :most)"
                        .formatted(table, column))
                .param("before", Timestamp.from(before))
                .param("most", AT_ONCE)
                .update();
    }
}
