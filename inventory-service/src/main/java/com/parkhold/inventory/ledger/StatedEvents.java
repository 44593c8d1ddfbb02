package com.parkhold.inventory.ledger;

import com.parkhold.common.contract.EventJson;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.observability.CurrentTrace;
import com.parkhold.inventory.ledger.BatchDecision.StatedEvent;
import com.parkhold.inventory.roundtrip.Step;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/** A batch's events for the outbox, in one statement: the same rows that {@code Outbox} writes one by one. */
@Repository
class StatedEvents {

    private final CurrentTrace trace;
    private final String source;

    StatedEvents(CurrentTrace trace, @Value("${spring.application.name}") String source) {
        this.trace = trace;
        this.source = source;
    }

    /** Appends events, in their order, to the running transaction. */
    Step appending(List<StatedEvent> events, Instant now) {
        return Step.writing(
                """
                insert into outbox (id, topic, partition_key, aggregate_id, aggregate_version, type, source, payload,
                                    occurred_at, traceparent)
                select e.id::uuid, e.topic, e.key, e.aggregate, e.version, e.type, ?, e.payload, ?, ?
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int8[], ?::text[], ?::text[])
                  as e (id, topic, key, aggregate, version, type, payload)""",
                source,
                Timestamp.from(now),
                trace.traceparent().orElse(null),
                texts(events, _ -> idAt(now).toString()),
                texts(events, stated -> Topics.of(stated.event())),
                texts(events, stated -> stated.event().partitionKey()),
                texts(events, stated -> stated.event().aggregateId()),
                events.stream().map(StatedEvent::version).toArray(Long[]::new),
                texts(events, stated -> EventJson.typeOf(stated.event().getClass())),
                texts(events, stated -> EventJson.write(stated.event())));
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
