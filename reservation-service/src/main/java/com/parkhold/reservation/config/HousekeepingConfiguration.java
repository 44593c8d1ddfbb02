package com.parkhold.reservation.config;

import com.parkhold.common.idempotency.IdempotencyKeys;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.common.outbox.Outbox;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Runs the sweeps, and forgets what can no longer be repeated: relayed events, seen event ids, old keys. */
@Configuration
@EnableScheduling
class HousekeepingConfiguration {

    private static final Duration EVENTS_KEPT = Duration.ofDays(7);
    private static final Duration KEYS_KEPT = Duration.ofDays(7);
    private static final Duration EVENT_IDS_KEPT = Duration.ofDays(30);

    private final Outbox outbox;
    private final Inbox inbox;
    private final IdempotencyKeys keys;

    HousekeepingConfiguration(Outbox outbox, Inbox inbox, IdempotencyKeys keys) {
        this.outbox = outbox;
        this.inbox = inbox;
        this.keys = keys;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void forget() {
        outbox.forgetOlderThan(EVENTS_KEPT);
        inbox.forgetOlderThan(EVENT_IDS_KEPT);
        keys.forgetOlderThan(KEYS_KEPT);
    }
}
