package com.parkhold.payment.notice;

import com.parkhold.common.observability.CurrentTrace;
import com.parkhold.payment.notice.StoringNotices.Pushed;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The notices as they came, each event once. */
@Component
class Notices {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final CurrentTrace trace;

    Notices(JdbcClient jdbc, Clock clock, CurrentTrace trace) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.trace = trace;
    }

    /** Stores a notice; answers whether it is the first of its event. */
    boolean add(ProviderNotice notice, String foundBy) {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql("""
                        insert into provider_notice (event_id, type, api_version, happened_at, found_by, object_id,
                            intent_id, reservation_id, payload, received_at, due_at, traceparent)
                        values (:id, :type, :version, :happened, :foundBy, :object, :intent, :reservation, :payload,
                            :now, :now, :trace)
                        on conflict (event_id) do nothing""")
                        .param("id", notice.eventId())
                        .param("type", notice.type())
                        .param("version", notice.apiVersion())
                        .param("happened", Timestamp.from(notice.happenedAt()))
                        .param("foundBy", foundBy)
                        .param("object", notice.objectId())
                        .param("intent", notice.intentId())
                        .param("reservation", notice.reservationId())
                        .param("payload", notice.payload())
                        .param("now", now)
                        .param("trace", trace.traceparent().orElse(null))
                        .update()
                == 1;
    }

    /** Stores pushed notices with one statement; answers the events of which one is the first. */
    List<String> add(List<Pushed> pushed) {
        return jdbc.sql("""
                insert into provider_notice (event_id, type, api_version, happened_at, found_by, object_id, intent_id,
                    reservation_id, payload, received_at, due_at, traceparent)
                select event, type, version, happened, 'WEBHOOK', object, intent, reservation, payload, :now, :now, trace
                from unnest(:events, :types, :versions, cast(:happened as timestamptz[]), :objects, :intents,
                    :reservations, :payloads, :traces)
                  as pushed (event, type, version, happened, object, intent, reservation, payload, trace)
                order by event
                on conflict (event_id) do nothing returning event_id""")
                .param("now", Timestamp.from(clock.instant()))
                .param("events", texts(pushed, ProviderNotice::eventId))
                .param("types", texts(pushed, ProviderNotice::type))
                .param("versions", texts(pushed, ProviderNotice::apiVersion))
                .param("happened", texts(pushed, notice -> notice.happenedAt().toString()))
                .param("objects", texts(pushed, ProviderNotice::objectId))
                .param("intents", texts(pushed, ProviderNotice::intentId))
                .param("reservations", texts(pushed, ProviderNotice::reservationId))
                .param("payloads", texts(pushed, ProviderNotice::payload))
                .param(
                        "traces",
                        pushed.stream()
                                .map(one -> one.traceparent().orElse(null))
                                .toArray(String[]::new))
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static @Nullable String[] texts(List<Pushed> pushed, Function<ProviderNotice, @Nullable String> text) {
        return pushed.stream().map(one -> text.apply(one.notice())).toArray(String[]::new);
    }

    /** Locks notices that are due, oldest first; what another instance is working on is left to it. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Waiting> lockDue(int most) {
        return jdbc.sql("""
                select event_id, type, object_id, intent_id, reservation_id, received_at, attempts, traceparent
                from provider_notice where worked_at is null and due_at <= :now
                order by due_at limit :most for update skip locked""")
                .param("now", Timestamp.from(clock.instant()))
                .param("most", most)
                .query((row, _) -> new Waiting(
                        row.getString("event_id"),
                        row.getString("type"),
                        row.getString("object_id"),
                        row.getString("intent_id"),
                        row.getString("reservation_id"),
                        row.getTimestamp("received_at").toInstant(),
                        row.getInt("attempts"),
                        row.getString("traceparent")))
                .list();
    }

    /** Ends notices, each with what came of it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void finish(Map<String, String> outcomesByEvent) {
        jdbc.sql("""
                update provider_notice set worked_at = :now, outcome = done.outcome, attempts = attempts + 1
                from unnest(:ids, :outcomes) as done (id, outcome) where event_id = done.id""")
                .param("now", Timestamp.from(clock.instant()))
                .param("ids", outcomesByEvent.keySet().toArray(String[]::new))
                .param("outcomes", outcomesByEvent.values().toArray(String[]::new))
                .update();
    }

    @Transactional
    void putOff(Waiting notice, Duration pause) {
        jdbc.sql("update provider_notice set attempts = attempts + 1, due_at = :due where event_id = :id")
                .param("due", Timestamp.from(clock.instant().plus(pause)))
                .param("id", notice.eventId())
                .update();
    }

    /** Forgets notices that came before an instant and were followed up; answers how many, never more than asked for. */
    int forget(Instant before, int most) {
        return jdbc.sql("""
                delete from provider_notice where event_id in (
                  select event_id from provider_notice where received_at < :before and worked_at is not null
                  order by received_at limit :most)""")
                .param("before", Timestamp.from(before))
                .param("most", most)
                .update();
    }

    /** How far the provider's list has been read. */
    Optional<Instant> sweptUntil() {
        return jdbc.sql("select swept_until from notice_sweep where id = 1")
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    void sweptUntil(Instant until) {
        jdbc.sql("""
                insert into notice_sweep (id, swept_until) values (1, :until)
                on conflict (id) do update set swept_until = greatest(notice_sweep.swept_until, excluded.swept_until)""").param("until", Timestamp.from(until)).update();
    }

    /** A notice that nobody has worked on. */
    record Waiting(
            String eventId,
            String type,
            @Nullable String objectId,
            @Nullable String intentId,
            @Nullable String reservationId,
            Instant receivedAt,
            int attempts,
            @Nullable String traceparent) {}
}
