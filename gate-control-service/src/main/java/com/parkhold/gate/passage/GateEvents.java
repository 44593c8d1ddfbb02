package com.parkhold.gate.passage;

import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.pass.Level;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.PassSignal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened at the gates, each once by its id; never changed, never deleted before its retention ends. */
@Repository
public class GateEvents {

    /** Detail of a movement at a lane without a passage loop. */
    static final String NO_LOOP = "no passage loop";

    private static final Duration ONE_CAR = Duration.ofMillis(700);

    private final JdbcClient jdbc;

    GateEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a ruling; false if its event is there already. A gate client that is let through counts as passed. */
    boolean add(Ruling ruling) {
        boolean countsAtOnce = ruling.signal() == PassSignal.ENTER || ruling.signal() == PassSignal.EXIT;
        int passed = !countsAtOnce ? 0 : ruling.direction() == Direction.ENTRY ? 1 : -1;
        return counted(
                passed,
                new Row(
                        ruling.eventId(),
                        ruling.lotId(),
                        ruling.gateId(),
                        ruling.direction().name() + (ruling.allowed() ? "_ALLOWED" : "_REFUSED"),
                        ruling.reservationId(),
                        ruling.plate(),
                        ruling.allowed(),
                        ruling.reason() == null ? null : ruling.reason().name(),
                        ruling.level().name(),
                        ruling.at(),
                        StoredJson.write(ruling)));
    }

    /** Adds a movement; false if it is there already. One that no loop could count counts itself. */
    boolean add(Movement movement) {
        int passed = !movement.detail().equals(NO_LOOP) ? 0 : movement.signal() == PassSignal.ENTER ? 1 : -1;
        return counted(
                passed,
                new Row(
                        movement.key(),
                        movement.lotId(),
                        movement.gateId(),
                        movement.signal().name(),
                        movement.reservationId(),
                        null,
                        null,
                        movement.detail(),
                        movement.level().name(),
                        movement.at(),
                        StoredJson.write(movement)));
    }

    /** Adds a car that a loop saw pass; false if it is there already, also if another instance saw it pass. */
    boolean add(Passage passage) {
        return !isSeenByAnother(passage) && add(passage, "PASSAGE_" + passage.direction());
    }

    private boolean add(Passage passage, String kind) {
        return counted(
                passage.delta(),
                new Row(
                        passage.id(),
                        passage.lotId(),
                        passage.gateId(),
                        kind,
                        passage.reservationId(),
                        null,
                        null,
                        null,
                        Level.L0.name(),
                        passage.at(),
                        StoredJson.write(passage)));
    }

    /** Two cars are further apart than that: while two instances watch one loop, each tells of each car. */
    private boolean isSeenByAnother(Passage passage) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext(:lane))")
                .param("lane", Lane.key(passage.lotId(), passage.gateId()))
                .query((_, _) -> true)
                .single();
        return jdbc.sql("""
                        select exists (select 1 from gate_event
                          where lot_id = :lot and gate_id = :gate and kind = :kind and at between :from and :to
                            and right(id, length(:me)) <> :me)""")
                .param("lot", passage.lotId())
                .param("gate", passage.gateId())
                .param("kind", "PASSAGE_" + passage.direction())
                .param("from", Timestamp.from(passage.at().minus(ONE_CAR)))
                .param("to", Timestamp.from(passage.at().plus(ONE_CAR)))
                .param("me", "@" + passage.seenBy())
                .query(Boolean.class)
                .single();
    }

    /** The last that operators did with a lasting effect, at each lane. */
    List<Overriding.Overridden> lastingOverrides() {
        return jdbc.sql("""
                select distinct on (lot_id, gate_id) body from gate_event
                where kind in ('OVERRIDE_KEEP_OPEN', 'OVERRIDE_KEEP_OPEN_FAILED', 'OVERRIDE_CLOSE')
                order by lot_id, gate_id, at desc""")
                .query((row, _) -> StoredJson.read(row.getString("body"), Overriding.Overridden.class))
                .list();
    }

    /** What was decided last at a lane. */
    Optional<Ruling> lastRuling(String lotId, String gateId) {
        return jdbc.sql("""
                select body from gate_event where lot_id = :lot and gate_id = :gate
                  and kind in ('ENTRY_ALLOWED', 'ENTRY_REFUSED', 'EXIT_ALLOWED', 'EXIT_REFUSED')
                order by at desc limit 1""")
                .param("lot", lotId)
                .param("gate", gateId)
                .query(String.class)
                .optional()
                .map(body -> StoredJson.read(body, Ruling.class));
    }

    private boolean counted(int delta, Row row) {
        boolean added = add(row);
        if (added && delta != 0) {
            count(row.lotId(), delta);
        }
        return added;
    }

    /** One car more, or less, is inside a lot. */
    void count(String lotId, int delta) {
        jdbc.sql("insert into passage_count (lot_id, delta) values (:lot, :delta)")
                .param("lot", lotId)
                .param("delta", delta)
                .update();
    }

    /** Adds what an operator did; false if it is there already. */
    boolean add(Overriding.Overridden override) {
        return add(new Row(
                override.id(),
                override.lotId(),
                override.gateId(),
                "OVERRIDE_" + override.action(),
                override.reservationId(),
                null,
                null,
                override.reason(),
                override.level().name(),
                override.at(),
                StoredJson.write(override)));
    }

    Optional<Ruling> ruling(String eventId) {
        return jdbc.sql("select body from gate_event where id = :id")
                .param("id", eventId)
                .query(String.class)
                .optional()
                .map(body -> StoredJson.read(body, Ruling.class));
    }

    /** A page of a lot's events, newest first. */
    public List<Row> page(String lotId, @Nullable String gateId, @Nullable String kind, int page, int size) {
        return jdbc.sql("""
                select id, lot_id, gate_id, kind, reservation_id, plate, allowed, reason, level, at, '' as body
                from gate_event
                where lot_id = :lot and (cast(:gate as text) is null or gate_id = :gate)
                  and (cast(:kind as text) is null or kind = :kind)
                order by at desc, id limit :size offset :offset""")
                .param("lot", lotId)
                .param("gate", gateId)
                .param("kind", kind)
                .param("size", size)
                .param("offset", (long) page * size)
                .query((row, _) -> Row.read(row))
                .list();
    }

    /** Adds an event; false if it is there already. */
    boolean add(Row row) {
        return jdbc.sql("""
                        insert into gate_event (id, lot_id, gate_id, kind, reservation_id, plate, allowed, reason, level, at,
                          body)
                        values (:id, :lot, :gate, :kind, :reservation, :plate, :allowed, :reason, :level, :at, :body)
                        on conflict do nothing""")
                        .param("id", row.id())
                        .param("lot", row.lotId())
                        .param("gate", row.gateId())
                        .param("kind", row.kind())
                        .param("reservation", row.reservationId())
                        .param("plate", row.plate())
                        .param("allowed", row.allowed())
                        .param("reason", row.reason())
                        .param("level", row.level())
                        .param("at", Timestamp.from(row.at()))
                        .param("body", row.body())
                        .update()
                == 1;
    }

    /** An event as it is listed. */
    public record Row(
            String id,
            String lotId,
            String gateId,
            String kind,
            @Nullable String reservationId,
            @Nullable String plate,
            @Nullable Boolean allowed,
            @Nullable String reason,
            String level,
            Instant at,
            String body) {

        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("id"),
                    row.getString("lot_id"),
                    row.getString("gate_id"),
                    row.getString("kind"),
                    row.getString("reservation_id"),
                    row.getString("plate"),
                    row.getObject("allowed", Boolean.class),
                    row.getString("reason"),
                    row.getString("level"),
                    row.getTimestamp("at").toInstant(),
                    row.getString("body"));
        }
    }
}
