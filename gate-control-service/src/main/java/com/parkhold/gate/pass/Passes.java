package com.parkhold.gate.pass;

import com.parkhold.gate.plate.Plate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The passes in the database: the arbiter of all instances. Every change locks its row, asks the one transition
 * function, and states its event in the same transaction.
 */
@Repository
public class Passes {

    private final JdbcClient jdbc;
    private final PassEvents events;

    Passes(JdbcClient jdbc, PassEvents events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    public Optional<Pass> find(String reservationId) {
        return jdbc.sql("select " + PassRows.COLUMNS
                        + " from gate_pass where reservation_id = :id and terms is not null")
                .param("id", reservationId)
                .query(PassRows::read)
                .optional();
    }

    /** All whose plates a camera could take for this one in the lot, and all with this plate elsewhere. */
    public List<Pass> resembling(String lotId, Plate plate) {
        return jdbc.sql("select " + PassRows.COLUMNS
                        + " from gate_pass where lot_id = :lot and plate_skeleton = :skeleton"
                        + " union all select " + PassRows.COLUMNS
                        + " from gate_pass where plate = :plate and lot_id <> :lot")
                .param("lot", lotId)
                .param("skeleton", plate.skeleton())
                .param("plate", plate.value())
                .query(PassRows::read)
                .list();
    }

    /** The pass of a reservation, and all others of a lot with its plate; one question to the database. */
    public List<Pass> withPlateOf(String reservationId, String lotId) {
        return jdbc.sql("select " + PassRows.COLUMNS
                        + " from gate_pass where reservation_id = :id and terms is not null"
                        + " union all select " + PassRows.COLUMNS
                        + " from gate_pass where lot_id = :lot and reservation_id <> :id and terms is not null"
                        + " and plate = (select plate from gate_pass where reservation_id = :id)")
                .param("id", reservationId)
                .param("lot", lotId)
                .query(PassRows::read)
                .list();
    }

    /** Whether a gate event that let a car through on a pass is in the books: what it moved is in the row. */
    public boolean isTold(String eventId, String reservationId) {
        return jdbc.sql("select exists (select 1 from gate_event where reservation_id = :reservation"
                        + " and (id = :id and allowed or id = :entry))")
                .param("id", eventId)
                .param("entry", Movement.keyOf(eventId, PassSignal.ENTER))
                .param("reservation", reservationId)
                .query(Boolean.class)
                .single();
    }

    /** Those that changed in the last so and so long by the database's own clock, oldest change first. */
    public List<Pass> changedWithin(Duration age) {
        return jdbc.sql("select " + PassRows.COLUMNS + " from gate_pass"
                        + " where changed_at >= clock_timestamp() - make_interval(secs => :seconds)"
                        + " and terms is not null order by changed_at")
                .param("seconds", age.toMillis() / 1_000.0)
                .query(PassRows::read)
                .list();
    }

    /** Those that can still matter: not over before an instant, or with their car inside. */
    public List<Pass> current(Instant endsAfter) {
        return jdbc.sql("select " + PassRows.COLUMNS + " from gate_pass where terms is not null"
                        + " and (ends_at >= :after or state in ('ADMITTED', 'INSIDE', 'LEAVING'))")
                .param("after", PassRows.timestamp(endsAfter))
                .query(PassRows::read)
                .list();
    }

    /** Locks a pass until the end of the running transaction and answers it as it is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Pass> lock(String reservationId) {
        return jdbc.sql("select " + PassRows.COLUMNS
                        + " from gate_pass where reservation_id = :id and terms is not null for update")
                .param("id", reservationId)
                .query(PassRows::read)
                .optional();
    }

    /** Applies a movement in the running transaction and states what it means. */
    @Transactional(propagation = Propagation.MANDATORY)
    public PassOutcome apply(Movement movement) {
        Optional<Pass> found = lock(movement.reservationId());
        return found.isEmpty() ? new PassOutcome.Refused(PassOutcome.Reason.REVOKED) : apply(found.get(), movement);
    }

    /** Applies a movement to a pass that the running transaction has locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public PassOutcome apply(Pass before, Movement movement) {
        PassOutcome outcome = before.outcomeOf(movement);
        if (outcome instanceof PassOutcome.Applied applied) {
            Pass after = before.after(movement, applied.to());
            store(after);
            state(before, after, movement);
        }
        return outcome;
    }

    /**
     * Takes in what a car did, in the running transaction, whatever the pass says. What is refused contradicts it; but a
     * car that came in is inside from then on, and finds its way out: on a revoked pass, and on one that an earlier car
     * was let in on which nobody has seen pass, and which may be known elsewhere to have backed out.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public PassOutcome happened(Movement movement) {
        Optional<Pass> found = lock(movement.reservationId());
        if (found.isEmpty()) {
            return new PassOutcome.Refused(PassOutcome.Reason.REVOKED);
        }
        Pass before = found.get();
        PassOutcome outcome = apply(before, movement);
        boolean cameIn = movement.signal() == PassSignal.ADMIT || movement.signal() == PassSignal.ENTER;
        if (cameIn && outcome instanceof PassOutcome.Refused) {
            letIn(before, movement);
        }
        return outcome;
    }

    private void letIn(Pass before, Movement movement) {
        String last = before.lastEventId();
        if (before.state() == PassState.ADMITTED && last != null) {
            apply(movement.by(last, PassSignal.VOID_ENTRY, "another car came in on it"));
        }
        boolean revoked = lock(movement.reservationId()).stream().anyMatch(pass -> pass.state() == PassState.REVOKED);
        if (revoked) {
            apply(movement.followedBy(PassSignal.STRAY, movement.at(), "came in though it was revoked"));
        }
        apply(movement);
    }

    /** States time inside that no booking covers, as a stay of its own that is named by the event that billed it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void bill(String reservationId, String eventId, String gateId, Instant from, Instant until) {
        Pass billed = touch(reservationId).orElseThrow();
        events.billed(billed, Stay.sessionId(reservationId, eventId), gateId, from, until);
    }

    /** Expects a car; a pass that was revoked before it was known stays revoked. Repeating it changes nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void expect(Pass pass) {
        jdbc.sql("""
            insert into gate_pass (reservation_id, lot_id, state, plate, plate_skeleton, spot_class, starts_at, ends_at,
              entry_early_ms, exit_grace_ms, terms, version, updated_at)
            values (:id, :lot, 'EXPECTED', :plate, :skeleton, :class, :starts, :ends, :early, :grace, :terms, 1, :now)
            on conflict (reservation_id) do update set plate = excluded.plate,
              plate_skeleton = excluded.plate_skeleton, spot_class = excluded.spot_class,
              starts_at = excluded.starts_at, ends_at = excluded.ends_at, entry_early_ms = excluded.entry_early_ms,
              exit_grace_ms = excluded.exit_grace_ms, terms = excluded.terms, version = gate_pass.version + 1,
              updated_at = excluded.updated_at
            where gate_pass.terms is null\
            """)
                .param("id", pass.reservationId())
                .param("lot", pass.lotId())
                .param("plate", pass.plate().value())
                .param("skeleton", pass.plate().skeleton())
                .param("class", pass.spotClass())
                .param("starts", PassRows.timestamp(pass.startsAt()))
                .param("ends", PassRows.timestamp(pass.endsAt()))
                .param("early", pass.entryEarly().toMillis())
                .param("grace", pass.exitGrace().toMillis())
                .param("terms", pass.terms())
                .param("now", PassRows.timestamp(pass.updatedAt()))
                .update();
    }

    /** Notes the exact spot; empty if there is no such pass yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Pass> assign(String reservationId, Spot spot, Instant now) {
        Optional<Pass> assigned = lock(reservationId).map(pass -> pass.withSpot(spot, now));
        assigned.ifPresent(this::store);
        return assigned;
    }

    /**
     * Takes the exact spot from a pass whose car is still to come; one that came was told it already. Empty where nothing
     * changes.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Pass> unassign(String reservationId, Instant now) {
        Optional<Pass> unassigned = lock(reservationId)
                .filter(pass -> pass.state() == PassState.EXPECTED)
                .map(pass -> pass.withSpot(null, now));
        unassigned.ifPresent(this::store);
        return unassigned;
    }

    /** The booking of a locked pass is for another plate. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Pass rename(Pass pass, Plate plate, Instant now) {
        Pass renamed = pass.withPlate(plate, now);
        jdbc.sql("update gate_pass set plate = :plate, plate_skeleton = :skeleton where reservation_id = :id")
                .param("plate", plate.value())
                .param("skeleton", plate.skeleton())
                .param("id", pass.reservationId())
                .update();
        store(renamed);
        return renamed;
    }

    /** Makes every instance look at a pass again, though it says the same; empty if there is no such pass. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Pass> touch(String reservationId) {
        jdbc.sql("update gate_pass set version = version + 1 where reservation_id = :id and terms is not null")
                .param("id", reservationId)
                .update();
        return find(reservationId);
    }

    /** Revokes what is not used; a reservation that no pass is known of is revoked ahead of it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public PassOutcome revoke(String reservationId, String lotId, String reason, Instant now) {
        int tombstones = jdbc.sql("""
            insert into gate_pass (reservation_id, lot_id, state, version, updated_at)
            values (:id, :lot, 'REVOKED', 1, :now) on conflict do nothing\
            """)
                .param("id", reservationId)
                .param("lot", lotId)
                .param("now", PassRows.timestamp(now))
                .update();
        if (tombstones == 1) {
            events.revoked(reservationId, lotId, reason, 1, now);
            return new PassOutcome.Applied(PassState.REVOKED);
        }
        if (lock(reservationId).isEmpty()) {
            return new PassOutcome.AlreadyApplied();
        }
        String eventId = RevokingPass.eventOf(reservationId);
        return apply(new Movement(PassSignal.REVOKE, eventId, reservationId, lotId, "", now, Level.L0, null, reason));
    }

    /** Nobody booked the stay of a stray car: it is told only once an operator bills it. */
    private void state(Pass before, Pass after, Movement movement) {
        if (before.isStray() || after.isStray()) {
            return;
        }
        boolean wasOutside = before.state() == PassState.EXPECTED || before.state() == PassState.ADMITTED;
        switch (after.state()) {
            case INSIDE, LEAVING, OUT -> {
                if (wasOutside) {
                    events.entered(after);
                }
                if (after.state() == PassState.OUT) {
                    events.exited(after, movement);
                }
            }
            case EXPECTED -> events.entryVoided(after, movement);
            case REVOKED ->
                events.revoked(after.reservationId(), after.lotId(), movement.detail(), after.version(), movement.at());
            case ADMITTED -> {}
        }
    }

    private void store(Pass pass) {
        PassRows.bindChange(jdbc.sql("""
            update gate_pass set state = :state, spot_id = :spot, spot_floor = :floor, session_id = :session,
              entry_event_id = :entryEvent, entry_gate_id = :entryGate, entry_level = :entryLevel,
              entered_at = :entered, last_event_id = :lastEvent, last_gate_id = :lastGate, version = :version,
              updated_at = :updated, revoked = :revoked
            where reservation_id = :id\
            """), pass).update();
    }
}
