package com.parkhold.local.relay;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the engine of one database running: waits for the table, runs the engine, and runs it again when it ends. */
final class OutboxEngine implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxEngine.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final RelaySettings settings;
    private final String database;
    private final Producer<byte[], byte[]> producer;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile EngineState state = EngineState.WAITING_FOR_TABLE;
    private volatile @Nullable DebeziumEngine<?> running;

    OutboxEngine(RelaySettings settings, String database, Producer<byte[], byte[]> producer) {
        this.settings = settings;
        this.database = database;
        this.producer = producer;
    }

    String database() {
        return database;
    }

    EngineState state() {
        return state;
    }

    @Override
    public void run() {
        OutboxTable table = new OutboxTable(settings, database);
        Duration pause = FIRST_PAUSE;
        while (stopping.getCount() > 0) {
            if (!table.isReady()) {
                state = EngineState.WAITING_FOR_TABLE;
                pause(FIRST_PAUSE);
                continue;
            }
            if (runOnce()) {
                pause = FIRST_PAUSE;
            }
            state = EngineState.BACKING_OFF;
            pause(pause);
            pause = longer(pause);
        }
    }

    /** Runs until the engine ends; answers whether it had come as far as streaming. */
    boolean runOnce() {
        state = EngineState.STARTING;
        boolean[] streamed = {false};
        DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine = DebeziumEngine.create(Connect.class)
                .using(ConnectorConfiguration.of(settings, database))
                .using((boolean success, String message, Throwable error) -> {
                    if (!success) {
                        LOG.warn("{}: engine ended: {}", database, message, error);
                    }
                })
                .using(new DebeziumEngine.ConnectorCallback() {
                    @Override
                    public void pollingStarted() {
                        streamed[0] = true;
                        state = EngineState.STREAMING;
                        LOG.info("{}: relaying", database);
                    }
                })
                .notifying(new Delivery(producer))
                .build();
        running = engine;
        try {
            if (stopping.getCount() > 0) {
                engine.run();
            }
        } finally {
            running = null;
        }
        return streamed[0];
    }

    /** Ends the engine after the batch in hand; a repeated call does nothing. */
    void stop() {
        stopping.countDown();
        DebeziumEngine<?> engine = running;
        if (engine == null) {
            return;
        }
        try {
            engine.close();
        } catch (IOException | IllegalStateException e) {
            LOG.warn("{}: engine did not close cleanly", database, e);
        }
    }

    static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private void pause(Duration duration) {
        try {
            if (stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("{}: stopped", database);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }
}
