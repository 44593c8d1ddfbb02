package com.parkhold.local.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Turns what the event router made of an outbox row into a Kafka record: text key, text headers, JSON text as value. */
final class KafkaRecords {
    /** What Debezium says about itself: heartbeat topics, context headers. */
    private static final String DEBEZIUM = "__debezium";

    private KafkaRecords() {}

    /** Heartbeats and logical messages keep the slot moving; they are nobody's events. */
    static boolean isEvent(SourceRecord routed) {
        return !routed.topic().startsWith(ConnectorConfiguration.INTERNAL_PREFIX)
                && !routed.topic().startsWith(DEBEZIUM);
    }

    static ProducerRecord<byte[], byte[]> of(SourceRecord routed) {
        List<Header> headers = new ArrayList<>();
        for (var header : routed.headers()) {
            byte[] text = bytes(header.value());
            if (text != null && !header.key().startsWith(DEBEZIUM)) {
                headers.add(new RecordHeader(header.key(), text));
            }
        }
        return new ProducerRecord<>(
                routed.topic(), null, routed.timestamp(), bytes(routed.key()), bytes(routed.value()), headers);
    }

    private static byte @Nullable [] bytes(@Nullable Object value) {
        return value == null ? null : value.toString().getBytes(UTF_8);
    }
}
