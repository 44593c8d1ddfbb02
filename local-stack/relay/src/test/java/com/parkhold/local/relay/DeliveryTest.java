package com.parkhold.local.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.Offsets;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private final List<String> committed = new ArrayList<>();

    @Test
    void movesTheOffsetAfterEveryAcknowledgement() throws Exception {
        var producer = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

        new Delivery(producer)
                .handleBatch(List.of(event("gate-events.v1"), event("__debezium-heartbeat.x")), recording());

        assertThat(producer.history()).hasSize(1);
        assertThat(committed).containsExactly("gate-events.v1", "__debezium-heartbeat.x", "batch");
    }

    @Test
    void leavesTheOffsetWhereItWasWhenKafkaRefuses() {
        var producer = new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        producer.sendException = new RecordTooLargeException("too large");

        assertThatThrownBy(() -> new Delivery(producer).handleBatch(List.of(event("gate-events.v1")), recording()))
                .hasMessageContaining("too large");
        assertThat(committed).isEmpty();
    }

    private static ChangeEvent<SourceRecord, SourceRecord> event(String topic) {
        var routed = new SourceRecord(Map.of(), Map.of(), topic, Schema.STRING_SCHEMA, "value");
        return new ChangeEvent<>() {
            @Override
            public SourceRecord key() {
                return routed;
            }

            @Override
            public SourceRecord value() {
                return routed;
            }

            @Override
            public String destination() {
                return topic;
            }

            @Override
            public @Nullable Integer partition() {
                return null;
            }
        };
    }

    private RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> recording() {
        return new RecordCommitter<>() {
            @Override
            public void markProcessed(ChangeEvent<SourceRecord, SourceRecord> event) {
                committed.add(event.destination());
            }

            @Override
            public void markBatchFinished() {
                committed.add("batch");
            }

            @Override
            public void markProcessed(ChangeEvent<SourceRecord, SourceRecord> event, Offsets offsets) {
                throw new AssertionError("offsets are Debezium's own");
            }

            @Override
            public Offsets buildOffsets() {
                throw new AssertionError("offsets are Debezium's own");
            }
        };
    }
}
