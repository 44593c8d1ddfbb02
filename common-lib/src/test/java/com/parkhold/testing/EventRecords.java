package com.parkhold.testing;

import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.EventJson;
import com.parkhold.common.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Kafka records as the relay writes them. */
public final class EventRecords {

    private EventRecords() {}

    /** A record of an event under a new id. */
    public static ProducerRecord<String, String> of(Event event, long aggregateVersion) {
        return of(UUID.randomUUID(), event, aggregateVersion);
    }

    /** A record of an event under a given id, to deliver it twice. */
    public static ProducerRecord<String, String> of(UUID id, Event event, long aggregateVersion) {
        ProducerRecord<String, String> record =
                new ProducerRecord<>(Topics.of(event), event.partitionKey(), EventJson.write(event));
        header(record, "ce_id", id.toString());
        header(record, "ce_type", EventJson.typeOf(event.getClass()));
        header(record, "ce_source", "test");
        header(record, "ce_subject", event.aggregateId());
        header(record, "ce_time", Instant.now().toString());
        header(record, "ce_aggregateversion", Long.toString(aggregateVersion));
        return record;
    }

    private static void header(ProducerRecord<String, String> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
