package com.parkhold.local.relay;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Hands a batch of outbox events to Kafka and moves the offset only when all of them are acknowledged.
 *
 * <p>At least once: a crash between acknowledgement and offset repeats the batch. Order per key is kept, because the
 * producer is idempotent and never gives a record up (see {@link Relay}).
 */
final class Delivery implements ChangeConsumer<ChangeEvent<SourceRecord, SourceRecord>> {
    private final Producer<byte[], byte[]> producer;

    Delivery(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public void handleBatch(
            List<ChangeEvent<SourceRecord, SourceRecord>> events,
            RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(events.size());
        for (var event : events) {
            if (KafkaRecords.isEvent(event.value())) {
                acknowledgements.add(producer.send(KafkaRecords.of(event.value())));
            }
        }
        for (Future<RecordMetadata> acknowledgement : acknowledgements) {
            try {
                acknowledgement.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("Kafka refused an outbox event: " + e.getCause(), e.getCause());
            }
        }
        for (var event : events) {
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
    }
}
