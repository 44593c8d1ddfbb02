package com.parkhold.testing;

import com.parkhold.common.contract.Topics;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.testcontainers.kafka.KafkaContainer;

/** One Kafka broker for the whole test JVM, with the platform's topics. */
final class KafkaServer {

    private static final String BOOTSTRAP_SERVERS = DockerEngine.answers() ? startContainer() : startEmbedded();

    private KafkaServer() {}

    static String bootstrapServers() {
        return BOOTSTRAP_SERVERS;
    }

    @SuppressWarnings("resource") // lives as long as the JVM; the reaper takes it away
    private static String startContainer() {
        KafkaContainer container = new KafkaContainer("apache/kafka:4.2.1");
        container.start();
        return container.getBootstrapServers();
    }

    private static String startEmbedded() {
        EmbeddedKafkaBroker broker = new EmbeddedKafkaKraftBroker(
                1,
                2,
                Topics.LOT_CONFIG,
                Topics.RESERVATION_EVENTS,
                Topics.INVENTORY_EVENTS,
                Topics.PAYMENT_EVENTS,
                Topics.GATE_EVENTS,
                Topics.SESSION_EVENTS);
        broker.afterPropertiesSet();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
        return broker.getBrokersAsString();
    }
}
