package com.parkhold.common.outbox;

import com.parkhold.common.idempotency.IdempotencyKeys;
import com.parkhold.common.inbox.Inbox;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Forgets what nobody can ask for any more: relayed events after three days (a lost replication slot is noticed sooner),
 * idempotency keys after a week, ids of received events after two (longer than Kafka keeps the events).
 */
public class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final Outbox outbox;
    private final Inbox inbox;
    private final IdempotencyKeys keys;

    Retention(Outbox outbox, Inbox inbox, IdempotencyKeys keys) {
        this.outbox = outbox;
        this.inbox = inbox;
        this.keys = keys;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        int events = outbox.forgetOlderThan(Duration.ofDays(3));
        int requests = keys.forgetOlderThan(Duration.ofDays(7));
        int received = inbox.forgetOlderThan(Duration.ofDays(14));
        log.info("Forgot {} relayed events, {} idempotency keys, {} received ids", events, requests, received);
    }
}
