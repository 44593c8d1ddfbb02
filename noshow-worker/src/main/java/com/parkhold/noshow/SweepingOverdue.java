package com.parkhold.noshow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds deadlines that wait although their time is long over and no alarm is set for them, and sets it: a job must not
 * fail silently. Each one found is counted, since it points to a fault of ours.
 */
@Service
public class SweepingOverdue {

    private static final Logger log = LoggerFactory.getLogger(SweepingOverdue.class);
    private static final Duration LONG_OVER = Duration.ofSeconds(15);

    private final Deadlines deadlines;
    private final Alarm alarm;
    private final Clock clock;
    private final Counter found;

    SweepingOverdue(Deadlines deadlines, Alarm alarm, Clock clock, MeterRegistry meters) {
        this.deadlines = deadlines;
        this.alarm = alarm;
        this.clock = clock;
        this.found = meters.counter("parkhold.deadlines.without.alarm");
    }

    /** Sets the missing alarms; returns how many were missing. */
    @Scheduled(fixedDelayString = "${parkhold.sweep-every:PT15S}")
    @Transactional
    public int sweep() {
        Instant now = clock.instant();
        int missing = 0;
        for (Deadline overdue :
                deadlines.findTop500ByStatusAndDueAtBeforeOrderByDueAt(DeadlineStatus.WAITING, now.minus(LONG_OVER))) {
            if (alarm.setIfMissing(overdue.id(), now)) {
                log.warn(
                        "{} of {} had no alarm",
                        overdue.id().kind(),
                        overdue.id().reservationId());
                missing++;
            }
        }
        found.increment(missing);
        return missing;
    }
}
