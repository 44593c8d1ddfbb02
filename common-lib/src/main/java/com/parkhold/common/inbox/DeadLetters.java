package com.parkhold.common.inbox;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The events that this service could not apply, and their replay once the cause is mended.
 *
 * <p>A replayed event goes back to its own topic under its own id: whoever has applied it already passes it over.
 */
@RestController
public class DeadLetters {

    private static final Duration QUIET = Duration.ofSeconds(2);

    private final ConsumerFactory<String, String> consumers;
    private final KafkaTemplate<String, String> kafka;
    private final String service;

    DeadLetters(ConsumerFactory<String, String> consumers, KafkaTemplate<String, String> kafka, String service) {
        this.consumers = consumers;
        this.kafka = kafka;
        this.service = service;
    }

    /** Where a service's dead letters of a topic lie. */
    public static String topicOf(String topic, String service) {
        return topic + "." + service + ".dlt";
    }

    /** Sends the dead letters of a topic back to it, each once, in order; answers how many. */
    @PostMapping("/internal/dead-letters/{topic}/replay")
    public Replayed replay(@PathVariable String topic) {
        Properties fromTheStart = new Properties();
        fromTheStart.setProperty("auto.offset.reset", "earliest");
        int replayed = 0;
        try (Consumer<String, String> consumer = consumers.createConsumer(service + ".replay", "", "", fromTheStart)) {
            consumer.subscribe(List.of(topicOf(topic, service)));
            for (var records = consumer.poll(QUIET.multipliedBy(3));
                    !records.isEmpty();
                    records = consumer.poll(QUIET)) {
                List<? extends CompletableFuture<?>> sent = StreamSupport.stream(records.spliterator(), false)
                        .map(record -> kafka.send(sameEvent(topic, record)))
                        .toList();
                sent.forEach(CompletableFuture::join);
                consumer.commitSync();
                replayed += sent.size();
            }
        }
        return new Replayed(topic, replayed);
    }

    private static ProducerRecord<String, String> sameEvent(String topic, ConsumerRecord<String, String> record) {
        List<Header> ours = StreamSupport.stream(record.headers().spliterator(), false)
                .filter(header -> !header.key().startsWith("kafka_dlt"))
                .toList();
        return new ProducerRecord<>(topic, null, record.key(), record.value(), ours);
    }

    /** How many events went back to their topic. */
    public record Replayed(String topic, int events) {}
}
