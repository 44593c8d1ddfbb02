package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.BatchDecision.HoldKey;
import com.parkhold.inventory.roundtrip.RoundTrip;
import com.parkhold.inventory.roundtrip.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table hold. Rows are never deleted. */
@Repository
public class Holds {

    private static final String COLUMNS =
            "lot_id, reservation_id, state, version, spot_class, start_at, end_at, occupied_until, expires_at,"
                    + " lot_version, assign_from ";
    private static final String ALL_COLUMNS = COLUMNS + ", asked_end_at ";
    private static final String COLUMNS_OF_H =
            "h.lot_id, h.reservation_id, h.state, h.version, h.spot_class, h.start_at, h.end_at, h.occupied_until,"
                    + " h.expires_at, h.lot_version, h.assign_from, h.asked_end_at ";

    private final JdbcClient jdbc;
    private final RoundTrip roundTrip;

    Holds(JdbcClient jdbc, RoundTrip roundTrip) {
        this.jdbc = jdbc;
        this.roundTrip = roundTrip;
    }

    public Optional<Hold> find(String lotId, String reservationId) {
        return jdbc.sql("select " + ALL_COLUMNS + " from hold where lot_id = :lot and reservation_id = :reservation")
                .param("lot", lotId)
                .param("reservation", reservationId)
                .query(Holds::read)
                .optional();
    }

    /** Locks a hold until the end of the transaction. */
    public Optional<Hold> lock(String lotId, String reservationId) {
        HoldKey key = new HoldKey(lotId, reservationId);
        return Optional.ofNullable(select(List.of(key), " for update").get(key));
    }

    /** Locks holds in the order of their ids, all at once, until the end of the transaction. */
    public void lockAll(String lotId, Collection<String> reservationIds) {
        List<HoldKey> keys =
                reservationIds.stream().map(id -> new HoldKey(lotId, id)).toList();
        if (!keys.isEmpty()) {
            roundTrip.run(List.of(locking(keys, _ -> {})));
        }
    }

    /** Holds as they are, not locked. */
    Map<HoldKey, Hold> look(Collection<HoldKey> keys) {
        return select(keys, " offset 0");
    }

    /** Locks holds that exist in the order of their ids until the end of the transaction, and hands them over. */
    static Step locking(Collection<HoldKey> keys, Consumer<Hold> found) {
        return selecting(new TreeSet<>(keys), " for update", found);
    }

    /** Writes holds in their last form: those that were locked before are changed, the others are new. */
    static List<Step> writing(Collection<Hold> holds, Set<HoldKey> existed) {
        List<Hold> made = new ArrayList<>();
        List<Hold> moved = new ArrayList<>();
        holds.forEach(hold -> (existed.contains(HoldKey.of(hold)) ? moved : made).add(hold));
        List<Step> steps = new ArrayList<>();
        if (!made.isEmpty()) {
            steps.add(bulk(made, INSERT));
        }
        if (!moved.isEmpty()) {
            steps.add(updating(moved));
        }
        return steps;
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

    /** Notes that it has no spot, to be stated likewise, and when one is to be chosen; answers the event's version. */
    public long nextVersionWithoutSpot(String lotId, String reservationId, Instant assignFrom) {
        return jdbc.sql("""
                        update hold set version = version + 1, assign_from = :when
                        where lot_id = :lot and reservation_id = :reservation returning version""")
                .param("when", Timestamp.from(assignFrom))
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
        return jdbc.sql("select " + ALL_COLUMNS + """
                 from hold where assign_from <= :now and state in ('BOOKED', 'INSIDE') and end_at > :now
                 order by assign_from limit :most for update skip locked""")
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(Holds::read)
                .list();
    }

    /** Cars that are inside though their room is used up. */
    List<Hold> overstaying(Instant now, int most) {
        return jdbc.sql("select " + ALL_COLUMNS + """
                 from hold where state = 'INSIDE' and occupied_until <= :now order by occupied_until limit :most""")
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(Holds::read)
                .list();
    }

    /** Every hold of a lot that the ledger counts from an instant on. */
    public List<Hold> counted(String lotId, Instant from) {
        return jdbc.sql("select " + ALL_COLUMNS + """
                 from hold where lot_id = :lot and state <> 'RELEASED' and occupied_until > :from""")
                .param("lot", lotId)
                .param("from", Timestamp.from(from))
                .query(Holds::read)
                .list();
    }

    /** Those of them that the ledger counts in a stretch of time. */
    List<Hold> counted(String lotId, Instant from, Instant until) {
        return jdbc.sql("select " + ALL_COLUMNS + """
                 from hold where lot_id = :lot and state <> 'RELEASED' and occupied_until > :from
                   and start_at < :until""")
                .param("lot", lotId)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query(Holds::read)
                .list();
    }

    private Map<HoldKey, Hold> select(Collection<HoldKey> keys, String ending) {
        Map<HoldKey, Hold> found = new HashMap<>();
        if (!keys.isEmpty()) {
            roundTrip.run(List.of(selecting(keys, ending, hold -> found.put(HoldKey.of(hold), hold))));
        }
        return found;
    }

    /** One look into one partition's key for each hold, in the order of the keys, whatever the planner believes. */
    private static Step selecting(Collection<HoldKey> keys, String ending, Consumer<Hold> found) {
        return Step.reading(
                "select " + COLUMNS_OF_H + """
                 from unnest(?::text[], ?::text[]) k (lot_id, reservation_id)
                cross join lateral (select * from hold
                  where lot_id = k.lot_id and reservation_id = k.reservation_id""" + ending + ") h",
                row -> found.accept(read(row, 0)),
                keys.stream().map(HoldKey::lotId).toArray(String[]::new),
                keys.stream().map(HoldKey::reservationId).toArray(String[]::new));
    }

    /** Instants come as microseconds from the epoch. */
    private static final String ROWS = """
            from (select lot_id, reservation_id, state, version, spot_class, to_timestamp(start_at / 1e6::float8),
                    to_timestamp(end_at / 1e6::float8), to_timestamp(occupied_until / 1e6::float8),
                    to_timestamp(expires_at / 1e6::float8), lot_version, to_timestamp(assign_from / 1e6::float8)
                  from unnest(?::text[], ?::text[], ?::text[], ?::int8[], ?::text[], ?::int8[], ?::int8[], ?::int8[],
                              ?::int8[], ?::int8[], ?::int8[])
                    as u (lot_id, reservation_id, state, version, spot_class, start_at, end_at, occupied_until,
                          expires_at, lot_version, assign_from))
              as w (lot_id, reservation_id, state, version, spot_class, start_at, end_at, occupied_until, expires_at,
                    lot_version, assign_from)""";

    private static final String INSERT = "insert into hold (" + COLUMNS + ") select " + COLUMNS + " " + ROWS;

    /** The end that was asked for at first is only written beside one that is another by now. */
    private static final String UPDATE = """
            update hold h set state = w.state, version = w.version, spot_class = w.spot_class, start_at = w.start_at,
              end_at = w.end_at, occupied_until = w.occupied_until, expires_at = w.expires_at,
              lot_version = w.lot_version, assign_from = w.assign_from,
              asked_end_at = to_timestamp(a.asked_end_at / 1e6::float8)
            """ + ROWS + """
             join unnest(?::text[], ?::text[], ?::int8[]) as a (lot_id, reservation_id, asked_end_at)
               using (lot_id, reservation_id)
             where h.lot_id = w.lot_id and h.reservation_id = w.reservation_id""";

    private static Step updating(List<Hold> holds) {
        Step step = bulk(holds, UPDATE);
        List<@Nullable Object> parameters = new ArrayList<>(step.parameters());
        parameters.add(texts(holds, Hold::lotId));
        parameters.add(texts(holds, Hold::reservationId));
        parameters.add(ofRooms(holds, room -> room.askedEnd().equals(room.end()) ? null : micros(room.askedEnd())));
        return new Step(step.sql(), parameters, step.rows());
    }

    private static Step bulk(List<Hold> holds, String statement) {
        return Step.writing(
                statement,
                texts(holds, Hold::lotId),
                texts(holds, Hold::reservationId),
                texts(holds, hold -> hold.state().name()),
                numbers(holds, Hold::version),
                texts(holds, hold -> hold.room() == null ? null : hold.room().spotClass()),
                ofRooms(holds, room -> micros(room.start())),
                ofRooms(holds, room -> micros(room.end())),
                ofRooms(holds, room -> micros(room.occupiedUntil())),
                ofRooms(holds, room -> micros(room.expiresAt())),
                ofRooms(holds, Hold.Room::lotVersion),
                numbers(holds, hold -> hold.assignFrom() == null ? null : micros(hold.assignFrom())));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Long[] ofRooms(List<Hold> holds, Function<Hold.Room, @Nullable Long> column) {
        return numbers(holds, hold -> hold.room() == null ? null : column.apply(hold.room()));
    }

    private static Long[] numbers(List<Hold> holds, Function<Hold, @Nullable Long> column) {
        return holds.stream().map(column).toArray(Long[]::new);
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
        Instant end = row.getTimestamp("end_at").toInstant();
        Instant asked = instant(row, "asked_end_at");
        return new Hold.Room(
                row.getString("spot_class"),
                row.getTimestamp("start_at").toInstant(),
                end,
                row.getTimestamp("occupied_until").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getLong("lot_version"),
                asked == null ? end : asked);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp read = row.getTimestamp(column);
        return read == null ? null : read.toInstant();
    }
}
