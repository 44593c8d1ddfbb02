package com.parkhold.gate.config;

import com.parkhold.gate.journal.LocalCopies;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The schema is brought up to date when the database is there; a start waits for that a moment and no longer, since a
 * gate decides without it. One that remembers its lanes does not wait at all: there may be a car before them.
 */
@Configuration
class LaterMigration implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LaterMigration.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private volatile boolean closing;
    private volatile @Nullable Thread migration;

    @Bean
    FlywayMigrationStrategy migrationThatNobodyWaitsFor(SchemaReady schema, LocalCopies copies) {
        return flyway -> {
            migration = Thread.ofVirtual().name("migration").start(() -> migrate(flyway, schema));
            if (!copies.all(LocalCopies.Kind.LANE).isEmpty()) {
                return;
            }
            try {
                schema.future().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException away) {
                log.warn("Starting without the database: decisions are taken on what this machine remembers");
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void migrate(Flyway flyway, SchemaReady schema) {
        try {
            while (!closing) {
                if (tryOnce(flyway)) {
                    schema.future().complete(true);
                    return;
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tryOnce(Flyway flyway) {
        try {
            flyway.migrate();
            return true;
        } catch (RuntimeException away) {
            if (closing) {
                return false;
            }
            log.warn("The schema cannot be brought up to date yet: {}", away.getMessage());
            return false;
        }
    }

    /** Ends with the context: there is no pool to try any more. */
    @Override
    public void close() {
        closing = true;
        Thread running = migration;
        if (running != null) {
            running.interrupt();
        }
    }
}
