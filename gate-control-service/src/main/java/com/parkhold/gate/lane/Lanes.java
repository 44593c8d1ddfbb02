package com.parkhold.gate.lane;

import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.journal.StoredJson;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * All lanes: stored in the database, read from memory, copied to the local disk. Safe for many threads; whoever
 * {@link #follow follows} is told of each change once per version.
 */
@Repository
public class Lanes {

    private final JdbcClient jdbc;
    private final LaneAudit audit;
    private final TransactionOperations transactions;
    private final LocalCopies copies;
    private final Clock clock;
    private final Map<String, Lane> known = new ConcurrentHashMap<>();
    private final List<Consumer<Lane>> followers = new CopyOnWriteArrayList<>();

    Lanes(JdbcClient jdbc, LaneAudit audit, TransactionOperations transactions, LocalCopies copies, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.transactions = transactions;
        this.copies = copies;
        this.clock = clock;
        copies.all(LocalCopies.Kind.LANE).stream()
                .map(body -> StoredJson.read(body, Lane.class))
                .forEach(lane -> known.put(lane.key(), lane));
    }

    public Optional<Lane> find(String lotId, String gateId) {
        return Optional.ofNullable(known.get(Lane.key(lotId, gateId)));
    }

    /** The lane that a camera watches. */
    public Optional<Lane> ofCamera(String cameraId) {
        return known.values().stream()
                .filter(lane ->
                        lane.camera() != null && lane.camera().cameraId().equals(cameraId))
                .findFirst();
    }

    public List<Lane> ofLot(String lotId) {
        return known.values().stream()
                .filter(lane -> lane.lotId().equals(lotId))
                .sorted((one, other) -> one.gateId().compareTo(other.gateId()))
                .toList();
    }

    public Collection<Lane> all() {
        return List.copyOf(known.values());
    }

    /** Tells of every lane known now and of every change from now on. */
    public void follow(Consumer<Lane> follower) {
        followers.add(follower);
        known.values().forEach(follower);
    }

    /** Stores a lane, new or changed, and who did it; the version of the one given is not looked at. */
    Saved save(Lane lane, String actor) {
        String cameraId = lane.camera() == null ? null : lane.camera().cameraId();
        try {
            Lane saved = Objects.requireNonNull(transactions.execute(_ -> {
                long version = jdbc.sql("""
                    insert into gate (lot_id, gate_id, camera_id, document, version, updated_at)
                    values (:lot, :gate, :camera, :document, 1, :now)
                    on conflict (lot_id, gate_id) do update set camera_id = excluded.camera_id,
                      document = excluded.document, version = gate.version + 1, updated_at = excluded.updated_at
                    returning version\
                    """)
                        .param("lot", lane.lotId())
                        .param("gate", lane.gateId())
                        .param("camera", cameraId)
                        .param("document", StoredJson.write(lane))
                        .param("now", Timestamp.from(clock.instant()))
                        .query(Long.class)
                        .single();
                audit.configured(lane, actor, clock.instant());
                return withVersion(lane, version);
            }));
            learn(saved);
            return new Saved.Stored(saved);
        } catch (DuplicateKeyException taken) {
            return new Saved.CameraTaken();
        }
    }

    /** Learns what other instances stored. */
    public void refresh() {
        jdbc.sql("select document, version from gate")
                .query((row, _) ->
                        withVersion(StoredJson.read(row.getString("document"), Lane.class), row.getLong("version")))
                .list()
                .forEach(this::learn);
    }

    private void learn(Lane lane) {
        Lane before = known.get(lane.key());
        if (before != null && before.version() >= lane.version()) {
            return;
        }
        known.put(lane.key(), lane);
        copies.put(LocalCopies.Kind.LANE, Map.of(lane.key(), StoredJson.write(lane)));
        followers.forEach(follower -> follower.accept(lane));
    }

    private static Lane withVersion(Lane lane, long version) {
        return new Lane(
                lane.lotId(),
                lane.gateId(),
                lane.direction(),
                lane.camera(),
                lane.barrier(),
                lane.admission(),
                lane.commissioning(),
                version);
    }

    /** What became of a lane that was to be stored. */
    public sealed interface Saved {
        /** It is in force. */
        record Stored(Lane lane) implements Saved {
            public boolean isNew() {
                return lane.version() == 1;
            }
        }

        /** Another lane has that camera. */
        record CameraTaken() implements Saved {}
    }
}
