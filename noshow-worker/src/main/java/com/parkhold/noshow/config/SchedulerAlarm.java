package com.parkhold.noshow.config;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.parkhold.noshow.Alarm;
import com.parkhold.noshow.DeadlineId;
import java.time.Instant;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Alarms as tasks of db-scheduler, one kind of task per kind of deadline. */
@Component
class SchedulerAlarm implements Alarm {

    private final SchedulerClient scheduler;

    /** @param scheduler lazily, since its tasks lead back to the deadlines */
    SchedulerAlarm(@Lazy SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void set(DeadlineId id, Instant at) {
        if (!scheduler.scheduleIfNotExists(
                DeadlineTasks.task(id.kind()).instance(id.reservationId()).scheduledTo(at))) {
            scheduler.reschedule(instance(id), at);
        }
    }

    @Override
    public void cancel(DeadlineId id) {
        if (scheduler.getScheduledExecution(instance(id)).isPresent()) {
            scheduler.cancel(instance(id));
        }
    }

    @Override
    public boolean setIfMissing(DeadlineId id, Instant at) {
        return scheduler.scheduleIfNotExists(
                DeadlineTasks.task(id.kind()).instance(id.reservationId()).scheduledTo(at));
    }

    private static TaskInstanceId instance(DeadlineId id) {
        return TaskInstanceId.of(DeadlineTasks.task(id.kind()).getTaskName(), id.reservationId());
    }
}
