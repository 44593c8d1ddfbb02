package com.parkhold.inventory.ledger;

import com.parkhold.common.contract.EventJson;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.observability.CurrentTrace;
import com.parkhold.inventory.ledger.BatchDecision.StatedEvent;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Appends a batch's events to the outbox in one statement: the same rows that {@code Outbox} writes one by one. */
@Repository
class StatedEvents {

    private final JdbcClient jdbc;
    private final CurrentTrace trace;
    private final String source;

    StatedEvents(JdbcClient jdbc, CurrentTrace trace, @Value("${spring.application.name}") String source) {
        this.jdbc = jdbc;
        this.trace = trace;
        this.source = source;
    }

    void append(List<StatedEvent> events, Instant now) {
        if (events.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into outbox (id, topic, partition_key, aggregate_id, aggregate_version, type, source, payload,
                                    occurred_at, traceparent)
                select e.id, e.topic, e.key, e.aggregate, e.version, e.type, :source, e.payload, :at, :trace
                from unnest(:ids::text[]::uuid[], :topics::text[], :keys::text[], :aggregates::text[],
                            :versions::int8[], :types::text[], :payloads::text[])
                  as e (id, topic, key, aggregate, version, type, payload)""")
                .param("source", source)
                .param("at", Timestamp.from(now))
                .param("trace", trace.traceparent().orElse(null))
                .param("ids", texts(events, _ -> idAt(now).toString()))
                .param("topics", texts(events, stated -> Topics.of(stated.event())))
                .param("keys", texts(events, stated -> stated.event().partitionKey()))
                .param("aggregates", texts(events, stated -> stated.event().aggregateId()))
                .param("versions", events.stream().map(StatedEvent::version).toArray(Long[]::new))
                .param(
                        "types",
                        texts(events, stated -> EventJson.typeOf(stated.event().getClass())))
                .param("payloads", texts(events, stated -> EventJson.write(stated.event())))
                .update();
    }

    /** A UUID of version 7: ids of one time lie side by side in the index, so that a batch touches few of its pages. */
    private static UUID idAt(Instant now) {
        UUID random = UUID.randomUUID();
        long version7 = (now.toEpochMilli() << 16) | 0x7000L | (random.getMostSignificantBits() & 0x0FFFL);
        return new UUID(version7, random.getLeastSignificantBits());
    }

    private static String[] texts(List<StatedEvent> events, Function<StatedEvent, String> column) {
        return events.stream().map(column).toArray(String[]::new);
    }
}
