package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.BatchDecision.HoldKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table hold. Rows are never deleted. */
@Repository
public class Holds {

    private static final String COLUMNS =
            "lot_id, reservation_id, state, version, spot_class, start_at, end_at, occupied_until, expires_at,"
                    + " lot_version, assign_from ";
    private static final String COLUMNS_OF_H =
            "h.lot_id, h.reservation_id, h.state, h.version, h.spot_class, h.start_at, h.end_at, h.occupied_until,"
                    + " h.expires_at, h.lot_version, h.assign_from ";

    private final JdbcClient jdbc;

    Holds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Hold> find(String lotId, String reservationId) {
        return jdbc.sql("select " + COLUMNS + " from hold where lot_id = :lot and reservation_id = :reservation")
                .param("lot", lotId)
                .param("reservation", reservationId)
                .query(Holds::read)
                .optional();
    }

    /** Locks a hold until the end of the transaction. */
    public Optional<Hold> lock(String lotId, String reservationId) {
        return Optional.ofNullable(
                lock(List.of(new HoldKey(lotId, reservationId))).get(new HoldKey(lotId, reservationId)));
    }

    /** Holds as they are, not locked. */
    Map<HoldKey, Hold> look(Collection<HoldKey> keys) {
        return select(keys, " offset 0");
    }

    /** Holds that exist, locked in the order of their ids until the end of the transaction. */
    Map<HoldKey, Hold> lock(Collection<HoldKey> keys) {
        return select(new TreeSet<>(keys), " for update");
    }

    /**
     * Writes holds in their last form.
     *
     * @param existed those that were locked before
     * @throws StaleBatchException if another instance made one of the new ones meanwhile
     */
    void write(Collection<Hold> holds, Map<HoldKey, Hold> existed) {
        Map<Boolean, List<Hold>> byExistence = holds.stream()
                .collect(Collectors.partitioningBy(
                        hold -> existed.containsKey(new HoldKey(hold.lotId(), hold.reservationId()))));
        List<Hold> made = byExistence.getOrDefault(false, List.of());
        List<Hold> moved = byExistence.getOrDefault(true, List.of());
        insert(made);
        if (!moved.isEmpty()) {
            bulk(moved, UPDATE);
        }
    }

    private void insert(List<Hold> made) {
        try {
            if (!made.isEmpty()) {
                bulk(made, INSERT);
            }
        } catch (DuplicateKeyException raced) {
            throw new StaleBatchException("Another instance made one of these holds", raced);
        }
    }

    /** Notes that a spot was chosen and is stated beside the hold's own events; answers the event's version. */
    public long nextVersionWithSpot(String lotId, String reservationId) {
        return jdbc.sql("""
                        update hold set version = version + 1, assign_from = null
                        where lot_id = :lot and reservation_id = :reservation returning version""")
                .param("lot", lotId)
                .param("reservation", reservationId)
                .query(Long.class)
                .single();
    }

    /** Says when a spot is to be chosen, or with null that it need not be. */
    public void assignFrom(String lotId, String reservationId, @Nullable Instant when) {
        jdbc.sql("update hold set assign_from = :when where lot_id = :lot and reservation_id = :reservation")
                .param("when", when == null ? null : Timestamp.from(when), Types.TIMESTAMP)
                .param("lot", lotId)
                .param("reservation", reservationId)
                .update();
    }

    /** Locks some of the holds whose spot is to be chosen now, passing over those that another instance has. */
    public List<Hold> lockToAssign(Instant now, int most) {
        return jdbc.sql("select " + COLUMNS + """
                 from hold where assign_from <= :now and state in ('BOOKED', 'INSIDE') and end_at > :now
                 order by assign_from limit :most for update skip locked""")
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(Holds::read)
                .list();
    }

    /** Cars that are inside though their room is used up. */
    List<Hold> overstaying(Instant now, int most) {
        return jdbc.sql("select " + COLUMNS + """
                 from hold where state = 'INSIDE' and occupied_until <= :now order by occupied_until limit :most""")
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(Holds::read)
                .list();
    }

    /** Every hold of a lot that the ledger counts from an instant on. */
    public List<Hold> counted(String lotId, Instant from) {
        return jdbc.sql("select " + COLUMNS + """
                 from hold where lot_id = :lot and state <> 'RELEASED' and occupied_until > :from""")
                .param("lot", lotId)
                .param("from", Timestamp.from(from))
                .query(Holds::read)
                .list();
    }

    /** One look into one partition's key for each hold, in the order of the keys, whatever the planner believes. */
    private Map<HoldKey, Hold> select(Collection<HoldKey> keys, String ending) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Map<HoldKey, Hold> found = new HashMap<>();
        jdbc.sql("select " + COLUMNS_OF_H + """
                 from unnest(:lots::text[], :ids::text[]) k (lot_id, reservation_id)
                cross join lateral (select * from hold
                  where lot_id = k.lot_id and reservation_id = k.reservation_id""" + ending + ") h")
                .param("lots", keys.stream().map(HoldKey::lotId).toArray(String[]::new))
                .param("ids", keys.stream().map(HoldKey::reservationId).toArray(String[]::new))
                .query(Holds::read)
                .list()
                .forEach(hold -> found.put(new HoldKey(hold.lotId(), hold.reservationId()), hold));
        return found;
    }

    private static final String ROWS = """
            from unnest(:lots::text[], :ids::text[], :states::text[], :versions::int8[], :classes::text[],
                        :starts::text[]::timestamptz[], :ends::text[]::timestamptz[],
                        :untils::text[]::timestamptz[], :expiries::text[]::timestamptz[], :lotVersions::int8[],
                        :assigns::text[]::timestamptz[])
              as w (lot_id, reservation_id, state, version, spot_class, start_at, end_at, occupied_until,
                    expires_at, lot_version, assign_from)""";

    private static final String INSERT = "insert into hold (" + COLUMNS + ") select " + COLUMNS + " " + ROWS;

    private static final String UPDATE =
            """
            update hold h set state = w.state, version = w.version, spot_class = w.spot_class, start_at = w.start_at,
              end_at = w.end_at, occupied_until = w.occupied_until, expires_at = w.expires_at,
              lot_version = w.lot_version, assign_from = w.assign_from
            """ + ROWS + " where h.lot_id = w.lot_id and h.reservation_id = w.reservation_id";

    private int bulk(List<Hold> holds, String statement) {
        return jdbc.sql(statement)
                .param("lots", texts(holds, Hold::lotId))
                .param("ids", texts(holds, Hold::reservationId))
                .param("states", texts(holds, hold -> hold.state().name()))
                .param("versions", holds.stream().map(Hold::version).toArray(Long[]::new))
                .param("classes", ofRooms(holds, Hold.Room::spotClass))
                .param("starts", ofRooms(holds, room -> room.start().toString()))
                .param("ends", ofRooms(holds, room -> room.end().toString()))
                .param("untils", ofRooms(holds, room -> room.occupiedUntil().toString()))
                .param("expiries", ofRooms(holds, room -> room.expiresAt().toString()))
                .param(
                        "lotVersions",
                        holds.stream()
                                .map(hold ->
                                        hold.room() == null ? null : hold.room().lotVersion())
                                .toArray(Long[]::new))
                .param(
                        "assigns",
                        texts(
                                holds,
                                hold -> hold.assignFrom() == null
                                        ? null
                                        : hold.assignFrom().toString()))
                .update();
    }

    private static String[] ofRooms(List<Hold> holds, Function<Hold.Room, String> column) {
        return texts(holds, hold -> hold.room() == null ? null : column.apply(hold.room()));
    }

    private static String[] texts(List<Hold> holds, Function<Hold, @Nullable String> column) {
        return holds.stream().map(column).toArray(String[]::new);
    }

    private static Hold read(ResultSet row, int number) throws SQLException {
        return new Hold(
                row.getString("lot_id"),
                row.getString("reservation_id"),
                HoldState.valueOf(row.getString("state")),
                row.getLong("version"),
                row.getString("spot_class") == null ? null : room(row),
                instant(row, "assign_from"));
    }

    private static Hold.Room room(ResultSet row) throws SQLException {
        return new Hold.Room(
                row.getString("spot_class"),
                row.getTimestamp("start_at").toInstant(),
                row.getTimestamp("end_at").toInstant(),
                row.getTimestamp("occupied_until").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getLong("lot_version"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp read = row.getTimestamp(column);
        return read == null ? null : read.toInstant();
    }
}
