package com.parkhold.noshow.config;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.parkhold.noshow.DeadlineId;
import com.parkhold.noshow.DeadlineId.Kind;
import com.parkhold.noshow.TellingTheOwner;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** A due alarm tells the owner; one that fails rings again, with a pause that grows to a minute, until it is answered. */
@Configuration
@EnableScheduling
class DeadlineTasks {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final TaskDescriptor<Void> HOLD_EXPIRY = TaskDescriptor.of("hold-expiry");
    private static final TaskDescriptor<Void> NO_SHOW = TaskDescriptor.of("no-show");

    static TaskDescriptor<Void> task(Kind kind) {
        return switch (kind) {
            case HOLD_EXPIRY -> HOLD_EXPIRY;
            case NO_SHOW -> NO_SHOW;
        };
    }

    @Bean
    OneTimeTask<Void> holdExpiryTask(TellingTheOwner telling) {
        return telling(Kind.HOLD_EXPIRY, telling);
    }

    @Bean
    OneTimeTask<Void> noShowTask(TellingTheOwner telling) {
        return telling(Kind.NO_SHOW, telling);
    }

    private static OneTimeTask<Void> telling(Kind kind, TellingTheOwner telling) {
        return Tasks.oneTime(task(kind))
                .onFailure((complete, operations) -> operations.reschedule(
                        complete, complete.getTimeDone().plus(pauseAfter(complete.getExecution().consecutiveFailures))))
                .execute((instance, _) -> telling.tell(new DeadlineId(instance.getId(), kind)));
    }

    private static Duration pauseAfter(int failures) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
