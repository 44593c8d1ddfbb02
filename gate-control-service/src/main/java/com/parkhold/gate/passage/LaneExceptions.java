package com.parkhold.gate.passage;

import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.JournalBrokenException;
import com.parkhold.gate.journal.JournalEntry;
import com.parkhold.gate.journal.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;

/** The operators' queue. What is raised is in the local journal first, and reaches the database when it can. */
@Repository
public class LaneExceptions {

    private static final Logger log = LoggerFactory.getLogger(LaneExceptions.class);

    private final JdbcClient jdbc;
    private final Journal journal;
    private final Clock clock;

    LaneExceptions(JdbcClient jdbc, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Raises an exception, durably, whatever is away: in the journal, or in the database where that is broken. Raising it
     * again changes nothing. Never throws: a car does not wait for what is said of it.
     */
    public void raise(LaneException exception) {
        try {
            journal.append(
                    JournalEntry.Kind.EXCEPTION,
                    exception.id(),
                    exception.id(),
                    StoredJson.write(exception),
                    clock.millis());
        } catch (JournalBrokenException diskGone) {
            log.error("The journal takes no exceptions: the database has to", diskGone);
            addNow(exception);
        }
    }

    private void addNow(LaneException exception) {
        try {
            add(exception);
        } catch (DataAccessException | TransactionException away) {
            log.error("Nobody can be told of {}", exception, away);
        }
    }

    /** Adds it to the database; one that is there already stays as it is. */
    void add(LaneException exception) {
        jdbc.sql("""
                insert into lane_exception (id, lot_id, gate_id, kind, reservation_id, detail, at)
                values (:id, :lot, :gate, :kind, :reservation, :detail, :at) on conflict do nothing""")
                .param("id", exception.id())
                .param("lot", exception.lotId())
                .param("gate", exception.gateId())
                .param("kind", exception.kind().name())
                .param("reservation", exception.reservationId())
                .param("detail", exception.detail())
                .param("at", Timestamp.from(exception.at()))
                .update();
    }

    /** A page of a lot's exceptions, newest first. */
    public List<Row> page(String lotId, boolean resolvedToo, int page, int size) {
        return jdbc.sql("""
                select id, lot_id, gate_id, kind, reservation_id, detail, at, resolved_at, resolved_by, resolution
                from lane_exception
                where lot_id = :lot and (:resolved or resolved_at is null)
                order by at desc, id limit :size offset :offset""")
                .param("lot", lotId)
                .param("resolved", resolvedToo)
                .param("size", size)
                .param("offset", (long) page * size)
                .query((row, _) -> Row.read(row))
                .list();
    }

    /** One of a lot's. */
    public Optional<Row> find(String lotId, String id) {
        return jdbc.sql("""
                select id, lot_id, gate_id, kind, reservation_id, detail, at, resolved_at, resolved_by, resolution
                from lane_exception where lot_id = :lot and id = :id""")
                .param("lot", lotId)
                .param("id", id)
                .query((row, _) -> Row.read(row))
                .optional();
    }

    /** When and where a car that was held to have left stood at an exit last. */
    Optional<Row> lateExit(String lotId, String reservationId) {
        return jdbc.sql("""
                select id, lot_id, gate_id, kind, reservation_id, detail, at, resolved_at, resolved_by, resolution
                from lane_exception
                where lot_id = :lot and reservation_id = :reservation and kind = 'LATE_EXIT'
                order by at desc limit 1""")
                .param("lot", lotId)
                .param("reservation", reservationId)
                .query((row, _) -> Row.read(row))
                .optional();
    }

    /** Closes an open exception of a lot; false if there is no such open one. */
    public boolean resolve(String lotId, String id, String actor, String resolution) {
        return jdbc.sql("""
                        update lane_exception set resolved_at = :now, resolved_by = :actor, resolution = :resolution
                        where lot_id = :lot and id = :id and resolved_at is null""")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("actor", actor)
                        .param("resolution", resolution)
                        .param("lot", lotId)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** An exception as it is listed. */
    public record Row(
            String id,
            String lotId,
            String gateId,
            String kind,
            @Nullable String reservationId,
            String detail,
            Instant at,
            @Nullable Instant resolvedAt,
            @Nullable String resolvedBy,
            @Nullable String resolution) {

        static Row read(ResultSet row) throws SQLException {
            Timestamp resolved = row.getTimestamp("resolved_at");
            return new Row(
                    row.getString("id"),
                    row.getString("lot_id"),
                    row.getString("gate_id"),
                    row.getString("kind"),
                    row.getString("reservation_id"),
                    row.getString("detail"),
                    row.getTimestamp("at").toInstant(),
                    resolved == null ? null : resolved.toInstant(),
                    row.getString("resolved_by"),
                    row.getString("resolution"));
        }
    }
}
