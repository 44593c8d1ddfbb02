package com.parkhold.payment.notice;

import com.parkhold.payment.PaymentSettings;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets old notices that were followed up, a little at a time: the books say what came of them. */
@Component
public class ForgettingNotices {

    private static final Logger log = LoggerFactory.getLogger(ForgettingNotices.class);
    private static final int AT_ONCE = 1_000;

    private final Notices notices;
    private final PaymentSettings settings;
    private final Clock clock;

    ForgettingNotices(Notices notices, PaymentSettings settings, Clock clock) {
        this.notices = notices;
        this.settings = settings;
        this.clock = clock;
    }

    /** Answers how many there were; several instances may do it at once. */
    @Scheduled(initialDelayString = "PT6M", fixedDelayString = "PT1H")
    public int forget() {
        Instant before = clock.instant().minus(settings.noticesKept());
        int forgotten = 0;
        int last;
        do {
            last = notices.forget(before, AT_ONCE);
            forgotten += last;
        } while (last == AT_ONCE);
        log.info("Forgot {} notices that were followed up", forgotten);
        return forgotten;
    }
}
