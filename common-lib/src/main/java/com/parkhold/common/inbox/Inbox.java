package com.parkhold.common.inbox;

import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.EventJson;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.JacksonException;

/**
 * Applies each event once.
 *
 * <p>The event's id and its effect are committed together, so a second delivery does nothing and a crash in between
 * leaves neither. Events of one partition key arrive in the order in which they were committed.
 */
public class Inbox {

    private static final Logger log = LoggerFactory.getLogger(Inbox.class);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final MeterRegistry meters;

    public Inbox(JdbcClient jdbc, TransactionOperations transactions, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.meters = meters;
    }

    /** Whether an event comes in the order of its aggregate's versions. */
    public enum Arrival {
        /** Nothing newer was seen before. */
        IN_ORDER,
        /** A newer event of the same aggregate was seen before: this one was read again, out of the dead letters perhaps. */
        LATE
    }

    /**
     * Applies the event of a record, unless that has been done before.
     *
     * <p>An event whose type is newer than this version is counted and passed over.
     *
     * @param effect runs inside the transaction; what it throws rolls back both
     * @throws MalformedEventException if the record can never be read
     */
    public void receive(ConsumerRecord<String, String> record, Consumer<Event> effect) {
        receiveKnowingArrival(record, (event, _) -> effect.accept(event));
    }

    /** The same for an effect that means another thing where the event comes late. */
    public void receiveKnowingArrival(ConsumerRecord<String, String> record, BiConsumer<Event, Arrival> effect) {
        ReceivedEvent received = ReceivedEvent.from(record);
        Optional<Event> event = read(received);
        if (event.isEmpty()) {
            count("unknown", received);
            return;
        }
        transactions.executeWithoutResult(_ -> {
            if (isFirst(received)) {
                Arrival arrival = noteProgress(received);
                effect.accept(event.get(), arrival);
                count("applied", received);
            } else {
                count("duplicate", received);
            }
        });
    }

    /** Applies events of one type, of a topic whose others are passed over without a trace. */
    public <E extends Event> void receive(ConsumerRecord<String, String> record, Class<E> type, Consumer<E> effect) {
        if (ReceivedEvent.from(record).type().equals(EventJson.typeOf(type))) {
            receive(record, event -> effect.accept(type.cast(event)));
        }
    }

    /** Forgets ids that can no longer be delivered again; returns how many. */
    public int forgetOlderThan(Duration age) {
        return jdbc.sql("delete from inbox where received_at < :before")
                .param("before", Timestamp.from(clock.instant().minus(age)))
                .update();
    }

    private static Optional<Event> read(ReceivedEvent received) {
        try {
            return EventJson.read(received.type(), received.payload());
        } catch (JacksonException unreadable) {
            throw new MalformedEventException("Unreadable " + received.type(), unreadable);
        }
    }

    private boolean isFirst(ReceivedEvent received) {
        return jdbc.sql("""
                        insert into inbox (event_id, type, received_at) values (:id, :type, :at)
                        on conflict do nothing""")
                        .param("id", received.id())
                        .param("type", received.type())
                        .param("at", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    private Arrival noteProgress(ReceivedEvent received) {
        Optional<Long> newest = jdbc.sql(
                        "select version from inbox_progress where source = :source and aggregate_id = :aggregate")
                .param("source", received.source())
                .param("aggregate", received.aggregateId())
                .query(Long.class)
                .optional();
        boolean isLate = newest.isPresent() && received.aggregateVersion() < newest.get();
        if (isLate) {
            log.warn(
                    "{} {} is version {}, {} was seen before",
                    received.type(),
                    received.aggregateId(),
                    received.aggregateVersion(),
                    newest.orElseThrow());
            count("old", received);
        }
        jdbc.sql("""
                insert into inbox_progress (source, aggregate_id, version, updated_at)
                values (:source, :aggregate, :version, :at)
                on conflict (source, aggregate_id) do update
                set version = greatest(inbox_progress.version, excluded.version), updated_at = excluded.updated_at""")
                .param("source", received.source())
                .param("aggregate", received.aggregateId())
                .param("version", received.aggregateVersion())
                .param("at", Timestamp.from(clock.instant()))
                .update();
        return isLate ? Arrival.LATE : Arrival.IN_ORDER;
    }

    private void count(String outcome, ReceivedEvent received) {
        meters.counter("parkhold.inbox.events", "outcome", outcome, "type", received.type())
                .increment();
    }
}
