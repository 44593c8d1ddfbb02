package com.parkhold.common.inbox;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The CloudEvents attributes and the payload of a record. */
record ReceivedEvent(UUID id, String type, String source, String aggregateId, long aggregateVersion, String payload) {

    /** @throws MalformedEventException if an attribute is missing or not of its form */
    static ReceivedEvent from(ConsumerRecord<String, String> record) {
        try {
            return new ReceivedEvent(
                    UUID.fromString(attribute(record, "ce_id")),
                    attribute(record, "ce_type"),
                    attribute(record, "ce_source"),
                    attribute(record, "ce_subject"),
                    Long.parseLong(attribute(record, "ce_aggregateversion")),
                    record.value());
        } catch (IllegalArgumentException malformed) {
            throw new MalformedEventException("Not an event of ours: " + malformed.getMessage(), malformed);
        }
    }

    private static String attribute(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("no header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
