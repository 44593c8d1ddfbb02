package com.parkhold.payment.config;

import com.parkhold.common.inbox.Inbox;
import com.parkhold.common.outbox.Outbox;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets what can no longer be needed: events long relayed, ids long past any redelivery. */
@Component
class Housekeeping {

    private static final Duration OUTBOX_AGE = Duration.ofDays(3);
    private static final Duration INBOX_AGE = Duration.ofDays(30);

    private final Outbox outbox;
    private final Inbox inbox;

    Housekeeping(Outbox outbox, Inbox inbox) {
        this.outbox = outbox;
        this.inbox = inbox;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    void forget() {
        outbox.forgetOlderThan(OUTBOX_AGE);
        inbox.forgetOlderThan(INBOX_AGE);
    }
}
