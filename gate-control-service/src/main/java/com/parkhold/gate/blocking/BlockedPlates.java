package com.parkhold.gate.blocking;

import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.plate.Plate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The blocked plates: stored in the database, read from memory, copied to the local disk. Safe for many threads. */
@Repository
public class BlockedPlates {

    private final JdbcClient jdbc;
    private final LocalCopies copies;
    private final Map<String, BlockedPlate> known = new ConcurrentHashMap<>();

    BlockedPlates(JdbcClient jdbc, LocalCopies copies) {
        this.jdbc = jdbc;
        this.copies = copies;
        copies.all(LocalCopies.Kind.BLOCKED_PLATE).stream()
                .map(body -> StoredJson.read(body, BlockedPlate.class))
                .forEach(blocked -> known.put(blocked.key(), blocked));
    }

    /** Those of a lot, for a decision: asks nobody. */
    public Set<Plate> ofLot(String lotId) {
        return known.values().stream()
                .filter(blocked -> blocked.lotId().equals(lotId))
                .map(BlockedPlate::plate)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those of a lot as the database has them, by plate. */
    public List<BlockedPlate> list(String lotId) {
        return jdbc.sql("select * from blocked_plate where lot_id = :lot order by plate")
                .param("lot", lotId)
                .query(BlockedPlates::read)
                .list();
    }

    /** Learns what other instances stored. */
    public void refresh() {
        Map<String, BlockedPlate> stored =
                jdbc.sql("select * from blocked_plate").query(BlockedPlates::read).list().stream()
                        .collect(Collectors.toMap(BlockedPlate::key, Function.identity()));
        known.values().stream()
                .filter(blocked -> !stored.containsKey(blocked.key()))
                .toList()
                .forEach(this::forget);
        stored.values().forEach(this::learn);
    }

    void store(BlockedPlate blocked) {
        jdbc.sql("""
            insert into blocked_plate (lot_id, plate, reason, blocked_by, blocked_at)
            values (:lot, :plate, :reason, :by, :at)
            on conflict (lot_id, plate) do update set reason = excluded.reason, blocked_by = excluded.blocked_by,
              blocked_at = excluded.blocked_at\
            """)
                .param("lot", blocked.lotId())
                .param("plate", blocked.plate().value())
                .param("reason", blocked.reason())
                .param("by", blocked.blockedBy())
                .param("at", Timestamp.from(blocked.blockedAt()))
                .update();
    }

    boolean remove(String lotId, Plate plate) {
        return jdbc.sql("delete from blocked_plate where lot_id = :lot and plate = :plate")
                        .param("lot", lotId)
                        .param("plate", plate.value())
                        .update()
                == 1;
    }

    private void learn(BlockedPlate blocked) {
        if (!blocked.equals(known.put(blocked.key(), blocked))) {
            copies.put(LocalCopies.Kind.BLOCKED_PLATE, Map.of(blocked.key(), StoredJson.write(blocked)));
        }
    }

    private void forget(BlockedPlate blocked) {
        known.remove(blocked.key());
        copies.remove(LocalCopies.Kind.BLOCKED_PLATE, blocked.key());
    }

    private static BlockedPlate read(ResultSet row, int rowNumber) throws SQLException {
        return new BlockedPlate(
                row.getString("lot_id"),
                new Plate(row.getString("plate")),
                row.getString("reason"),
                row.getString("blocked_by"),
                row.getTimestamp("blocked_at").toInstant());
    }
}
