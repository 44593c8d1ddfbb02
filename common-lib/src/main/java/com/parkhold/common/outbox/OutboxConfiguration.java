package com.parkhold.common.outbox;

import com.parkhold.common.idempotency.IdempotencyConfiguration;
import com.parkhold.common.idempotency.IdempotencyKeys;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.common.inbox.InboxConfiguration;
import com.parkhold.common.observability.CurrentTrace;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;

/** How a service states events, and how long it remembers them. */
@AutoConfiguration(after = {InboxConfiguration.class, IdempotencyConfiguration.class})
@EnableScheduling
public class OutboxConfiguration {

    @Bean
    Outbox outbox(
            JdbcClient jdbc, Clock clock, CurrentTrace trace, @Value("${spring.application.name}") String service) {
        return new Outbox(jdbc, clock, trace, service);
    }

    @Bean
    Retention retention(Outbox outbox, Inbox inbox, IdempotencyKeys keys) {
        return new Retention(outbox, inbox, keys);
    }
}
