package com.parkhold.gate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.journal.LocalCopies;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.AbstractDataSource;

class LaterMigrationTest {

    @TempDir
    Path directory;

    @Test
    void triesNoMoreOnceItsContextIsClosed() {
        AtomicInteger tries = new AtomicInteger();
        Flyway flyway = Flyway.configure()
                .dataSource(new NoDatabase(tries))
                .connectRetries(0)
                .load();
        try (LocalCopies copies = new LocalCopies(directory);
                LaterMigration migration = new LaterMigration()) {
            copies.put(LocalCopies.Kind.LANE, Map.of("lot/gate", "{}"));
            migration.migrationThatNobodyWaitsFor(new SchemaReady(), copies).migrate(flyway);
            await().until(() -> tries.get() >= 2);
        }
        int before = tries.get();

        await().during(Duration.ofMillis(2_500)).atMost(Duration.ofSeconds(5)).until(() -> tries.get() <= before + 1);
        assertThat(tries.get()).isLessThanOrEqualTo(before + 1);
    }

    private static final class NoDatabase extends AbstractDataSource {
        private final AtomicInteger tries;

        NoDatabase(AtomicInteger tries) {
            this.tries = tries;
        }

        @Override
        public Connection getConnection() throws SQLException {
            tries.incrementAndGet();
            throw new SQLException("nobody is there");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }
}
