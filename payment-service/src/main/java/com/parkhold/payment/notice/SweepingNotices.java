package com.parkhold.payment.notice;

import com.parkhold.payment.PaymentSettings;
import com.parkhold.payment.ProviderAwayException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Reads the provider's list of events, so that one whose delivery was lost is followed up like any other. */
@Component
public class SweepingNotices {

    private static final Logger log = LoggerFactory.getLogger(SweepingNotices.class);

    private final ProviderNotices provider;
    private final Notices notices;
    private final PaymentSettings settings;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;
    private final MeterRegistry meters;

    SweepingNotices(
            ProviderNotices provider,
            Notices notices,
            PaymentSettings settings,
            ApplicationEventPublisher publisher,
            Clock clock,
            MeterRegistry meters) {
        this.provider = provider;
        this.notices = notices;
        this.settings = settings;
        this.publisher = publisher;
        this.clock = clock;
        this.meters = meters;
    }

    /** Stores what was not delivered; answers how many. What cannot be read now is read the next time. */
    @Scheduled(fixedDelayString = "${parkhold.payment.sweep-every}")
    int sweep() {
        try {
            Instant now = clock.instant();
            Instant from = notices.sweptUntil().orElse(now).minus(settings.sweepOverlap());
            @Nullable Instant newest = null;
            int missed = 0;
            for (List<ProviderNotice> page : provider.pagesSince(from)) {
                newest = newest == null && !page.isEmpty() ? page.getFirst().happenedAt() : newest;
                missed += (int) page.stream()
                        .filter(notice -> notices.add(notice, "SWEEP"))
                        .count();
            }
            notices.sweptUntil(newest == null ? now : newest);
            if (missed > 0) {
                publisher.publishEvent(new ReceivingNotices.Arrived());
                meters.counter("parkhold.payment.notices.missed").increment(missed);
            }
            return missed;
        } catch (ProviderAwayException away) {
            log.warn("The provider's events could not be listed: {}", away.getMessage());
            return 0;
        }
    }
}
