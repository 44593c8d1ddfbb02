package com.parkhold.local.relay;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Starts one engine for each database and stops them when the process is told to end.
 *
 * <p>With the argument {@code rehearse} its one engine asks for a database where none listens, and ends after that:
 * that is the training run for the JVM's ahead-of-time cache.
 */
public final class Relay {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private Relay() {}

    public static void main(String[] arguments) throws IOException {
        RelaySettings settings = RelaySettings.from(System.getenv());
        if (arguments.length > 0 && "rehearse".equals(arguments[0])) {
            rehearse(settings);
            return;
        }
        Files.createDirectories(settings.directory());
        Producer<byte[], byte[]> producer = producer(settings);
        List<OutboxEngine> engines = settings.databases().stream()
                .map(database -> new OutboxEngine(settings, database, producer))
                .toList();
        HttpServer health = new Health(engines).listen(settings.healthPort());
        engines.forEach(
                engine -> Thread.ofPlatform().name("relay-" + engine.database()).start(engine));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(engines, producer, health), "relay-stop"));
    }

    private static void rehearse(RelaySettings settings) throws IOException {
        RelaySettings nowhere = settings.rehearsal(Files.createTempDirectory("relay-rehearsal"));
        try (Producer<byte[], byte[]> producer = producer(nowhere)) {
            OutboxEngine engine = new OutboxEngine(nowhere, nowhere.databases().getFirst(), producer);
            HttpServer health = new Health(List.of(engine)).listen(nowhere.healthPort());
            engine.runOnce();
            health.stop(0);
        }
    }

    /**
     * A record is never given up while the process lives: giving one up and going on with the next would break the order
     * of its key. A broker that is away therefore stalls the engines, and they go on where they stood.
     */
    static Producer<byte[], byte[]> producer(RelaySettings settings) {
        Properties properties = new Properties();
        properties.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.setProperty(ProducerConfig.CLIENT_ID_CONFIG, "outbox-relay");
        properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        properties.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        properties.setProperty(ProducerConfig.RETRIES_CONFIG, Integer.toString(Integer.MAX_VALUE));
        properties.setProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE));
        properties.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(Long.MAX_VALUE));
        properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
        properties.setProperty(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void stop(List<OutboxEngine> engines, Producer<byte[], byte[]> producer, HttpServer health) {
        health.stop(0);
        List<Thread> closing = engines.stream()
                .map(engine -> Thread.ofVirtual().start(engine::stop))
                .toList();
        long deadline = System.nanoTime() + STOP_WITHIN.toNanos();
        try {
            for (Thread thread : closing) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(1));
    }
}
