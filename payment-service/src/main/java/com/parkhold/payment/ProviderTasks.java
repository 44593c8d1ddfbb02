package com.parkhold.payment;

import com.parkhold.common.observability.CurrentTrace;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which payments have something to do at the provider.
 *
 * <p>A task is due in the transaction that gave the reason, so none is lost by a crash, and is one row per payment, so
 * that a payment's calls happen one after another. Its holder has a lease; what a crashed holder leaves is taken up
 * after it. A task says only <em>whose</em> turn it is: what to do follows from the payment's state.
 */
@Component
public class ProviderTasks {

    /** Longer than a run takes; safe to be wrong about, since every call is idempotent. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final CurrentTrace trace;
    private final ApplicationEventPublisher publisher;

    ProviderTasks(JdbcClient jdbc, Clock clock, CurrentTrace trace, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.trace = trace;
        this.publisher = publisher;
    }

    /** Makes a payment due now, with the running transaction. Waking it again while it runs makes it run once more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void wake(String reservationId) {
        jdbc.sql("""
                insert into provider_task (reservation_id, due_at, traceparent) values (:id, :now, :trace)
                on conflict (reservation_id) do update
                set due_at = least(provider_task.due_at, excluded.due_at), wakes = provider_task.wakes + 1,
                    traceparent = coalesce(excluded.traceparent, provider_task.traceparent)""")
                .param("id", reservationId)
                .param("now", Timestamp.from(clock.instant()))
                .param("trace", trace.traceparent().orElse(null))
                .update();
        publisher.publishEvent(new Woken());
    }

    /** Makes payments due now, as {@link #wake} does, with one statement; in the order of their names. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void wakeAll(SortedMap<String, Optional<String>> traceparents) {
        if (traceparents.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into provider_task (reservation_id, due_at, traceparent)
                select id, :now, trace from unnest(:ids, :traces) as woken (id, trace)
                on conflict (reservation_id) do update
                set due_at = least(provider_task.due_at, excluded.due_at), wakes = provider_task.wakes + 1,
                    traceparent = coalesce(excluded.traceparent, provider_task.traceparent)""")
                .param("now", Timestamp.from(clock.instant()))
                .param("ids", traceparents.keySet().toArray(String[]::new))
                .param(
                        "traces",
                        traceparents.values().stream()
                                .map(trace -> trace.orElse(null))
                                .toArray(String[]::new))
                .update();
        publisher.publishEvent(new Woken());
    }

    /**
     * Leases tasks that are due, oldest first and never more than asked for: what is due is read once, where a subquery of
     * the update may be read again for each row, with a limit each time. What another instance is just taking is left to it.
     */
    @Transactional
    List<Task> lease(int most) {
        Instant now = clock.instant();
        return jdbc.sql("""
                with due as materialized (
                  select reservation_id from provider_task
                  where due_at <= :now and (leased_until is null or leased_until <= :now)
                  order by due_at limit :most for update skip locked)
                update provider_task task set leased_until = :until from due
                where task.reservation_id = due.reservation_id
                returning task.reservation_id, task.wakes, task.attempts, task.traceparent""")
                .param("until", Timestamp.from(now.plus(LEASE)))
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query((row, _) -> new Task(
                        row.getString("reservation_id"),
                        row.getLong("wakes"),
                        row.getInt("attempts"),
                        row.getString("traceparent")))
                .list();
    }

    /** Ends tasks, but not those that were woken meanwhile: they are due again. */
    @Transactional
    void done(List<Task> tasks) {
        List<Task> sorted =
                tasks.stream().sorted(Comparator.comparing(Task::reservationId)).toList();
        Set<String> ended = jdbc.sql("""
                        delete from provider_task task
                        using unnest(:ids, cast(:wakes as bigint[])) as done (id, wakes)
                        where task.reservation_id = done.id and task.wakes = done.wakes
                        returning task.reservation_id""")
                .param("ids", sorted.stream().map(Task::reservationId).toArray(String[]::new))
                .param("wakes", sorted.stream().map(Task::wakes).toArray(Long[]::new))
                .query((row, _) -> row.getString(1))
                .set();
        sorted.stream()
                .map(Task::reservationId)
                .filter(id -> !ended.contains(id))
                .forEach(id -> jdbc.sql(
                                "update provider_task set leased_until = null, attempts = 0 where reservation_id = :id")
                        .param("id", id)
                        .update());
        if (ended.size() < sorted.size()) {
            publisher.publishEvent(new Woken());
        }
    }

    /** Puts a task off after a failure. */
    @Transactional
    void putOff(Task task, Duration pause, String failure) {
        jdbc.sql("""
                update provider_task set leased_until = null, due_at = :due, attempts = attempts + 1,
                       last_failure = :failure
                where reservation_id = :id""")
                .param("id", task.reservationId())
                .param("due", Timestamp.from(clock.instant().plus(pause)))
                .param("failure", failure)
                .update();
    }

    /** A payment's turn. */
    record Task(
            String reservationId,
            long wakes,
            int attempts,
            @Nullable String traceparent) {}

    /** Some payment is due. */
    public record Woken() {}
}
