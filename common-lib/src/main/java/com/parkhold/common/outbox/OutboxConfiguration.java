package com.parkhold.common.outbox;

import com.parkhold.common.observability.CurrentTrace;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How a service states events. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration")
public class OutboxConfiguration {

    @Bean
    Outbox outbox(
            JdbcClient jdbc, Clock clock, CurrentTrace trace, @Value("${spring.application.name}") String service) {
        return new Outbox(jdbc, clock, trace, service);
    }
}
