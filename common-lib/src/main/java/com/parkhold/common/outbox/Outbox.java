package com.parkhold.common.outbox;

import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.EventJson;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.observability.CurrentTrace;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says what happened, in the transaction in which it happened.
 *
 * <p>An event is on its topic if and only if its cause was committed, at least once, in commit order per partition key.
 */
public class Outbox {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final CurrentTrace trace;
    private final String source;

    /** @param source the service that speaks, for {@code ce_source} */
    public Outbox(JdbcClient jdbc, Clock clock, CurrentTrace trace, String source) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.trace = trace;
        this.source = source;
    }

    /**
     * Appends an event to the running transaction.
     *
     * @param aggregateVersion grows with each event of the same aggregate
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(Event event, long aggregateVersion) {
        jdbc.sql("""
                insert into outbox (id, topic, partition_key, aggregate_id, aggregate_version, type, source, payload,
                                    occurred_at, traceparent)
                values (:id, :topic, :key, :aggregate, :version, :type, :source, :payload, :at, :trace)""")
                .param("id", UUID.randomUUID())
                .param("topic", Topics.of(event))
                .param("key", event.partitionKey())
                .param("aggregate", event.aggregateId())
                .param("version", aggregateVersion)
                .param("type", EventJson.typeOf(event.getClass()))
                .param("source", source)
                .param("payload", EventJson.write(event))
                .param("at", Timestamp.from(clock.instant()))
                .param("trace", trace.traceparent().orElse(null))
                .update();
    }

    /** Forgets events that were relayed long ago; returns how many. */
    @Transactional
    public int forgetOlderThan(Duration age) {
        return jdbc.sql("delete from outbox where occurred_at < :before")
                .param("before", Timestamp.from(clock.instant().minus(age)))
                .update();
    }
}
