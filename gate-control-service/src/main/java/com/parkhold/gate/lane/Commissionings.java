package com.parkhold.gate.lane;

import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.journal.StoredJson;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The last self-test of each lane: stored in the database, read from memory, copied to the local disk, so that a lane
 * that was armed is armed after a start without any backend. Safe for many threads.
 */
@Repository
public class Commissionings {

    private final JdbcClient jdbc;
    private final LocalCopies copies;
    private final Map<String, Commissioning> last = new ConcurrentHashMap<>();

    Commissionings(JdbcClient jdbc, LocalCopies copies) {
        this.jdbc = jdbc;
        this.copies = copies;
        copies.all(LocalCopies.Kind.COMMISSIONING).stream()
                .map(body -> StoredJson.read(body, Commissioning.class))
                .forEach(run -> last.put(run.laneKey(), run));
    }

    /** The lane's last run. */
    public Optional<Commissioning> last(Lane lane) {
        return Optional.ofNullable(last.get(lane.key()));
    }

    /** Whether the lane may open by itself: asks nobody. While it is tested it does not. */
    public boolean isArmed(Lane lane, Instant now) {
        Commissioning run = last.get(lane.key());
        if (run != null && run.isRunning(now)) {
            return false;
        }
        return lane.barrier() == null
                || lane.requiresCommissioning() == CommissioningRule.NOT_REQUIRED
                || (run != null && run.arms(lane));
    }

    /** Stores a run or how it went on, in the running transaction; call {@link #learn} after it. */
    public void store(Commissioning run) {
        jdbc.sql("""
            insert into commissioning (id, lot_id, gate_id, started_at, outcome, document)
            values (:id, :lot, :gate, :at, :outcome, :document)
            on conflict (id) do update set outcome = excluded.outcome, document = excluded.document\
            """)
                .param("id", run.id())
                .param("lot", run.lotId())
                .param("gate", run.gateId())
                .param("at", Timestamp.from(run.startedAt()))
                .param("outcome", run.outcome().name())
                .param("document", StoredJson.write(run))
                .update();
    }

    /** Takes a run as the lane's last, unless a later one is known. */
    public void learn(Commissioning run) {
        Commissioning known = last.merge(
                run.laneKey(), run, (before, next) -> next.startedAt().isBefore(before.startedAt()) ? before : next);
        if (known.equals(run)) {
            copies.put(LocalCopies.Kind.COMMISSIONING, Map.of(run.laneKey(), StoredJson.write(run)));
        }
    }

    /** Learns what other instances stored. A run that goes on here is known better than that. */
    public void refresh() {
        jdbc.sql("""
            select distinct on (lot_id, gate_id) document from commissioning
            order by lot_id, gate_id, started_at desc\
            """).query(String.class).list().stream()
                .map(document -> StoredJson.read(document, Commissioning.class))
                .filter(this::isNews)
                .forEach(this::learn);
    }

    private boolean isNews(Commissioning stored) {
        Commissioning known = last.get(stored.laneKey());
        return known == null
                || !known.id().equals(stored.id())
                || (stored.outcome() != Commissioning.Outcome.RUNNING && !stored.equals(known));
    }
}
