package com.parkhold.payment;

import com.parkhold.common.observability.CurrentTrace;
import com.parkhold.payment.ProviderTasks.Task;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Carries out the provider tasks, several payments at a time, each payment by one worker at a time. */
@Component
public class WorkingTasks {

    private static final Logger log = LoggerFactory.getLogger(WorkingTasks.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    private static final int DOUBLINGS = 7;
    private static final Duration GATHERING = Duration.ofMillis(3);

    private final ProviderTasks tasks;
    private final EndingTasks ending;
    private final Advancing advancing;
    private final CurrentTrace trace;
    private final MeterRegistry meters;
    private final Semaphore free;

    WorkingTasks(
            ProviderTasks tasks,
            EndingTasks ending,
            Advancing advancing,
            CurrentTrace trace,
            MeterRegistry meters,
            PaymentSettings settings) {
        this.tasks = tasks;
        this.ending = ending;
        this.advancing = advancing;
        this.trace = trace;
        this.meters = meters;
        this.free = new Semaphore(settings.workers());
    }

    /** Hands what is due to workers, as many as are free; answers whether there was anything. */
    public boolean round() {
        int hands = freeHands();
        List<Task> leased = List.of();
        try {
            leased = tasks.lease(hands);
        } finally {
            free.release(hands - leased.size());
        }
        for (Task task : leased) {
            Thread.ofVirtual().name("payment-" + task.reservationId()).start(() -> work(task));
        }
        return !leased.isEmpty();
    }

    /** Waits for one, and a moment longer for more where all were busy: a lease for each task would be a commit for each. */
    private int freeHands() {
        boolean allBusy = free.availablePermits() == 0;
        free.acquireUninterruptibly();
        if (allBusy) {
            LockSupport.parkNanos(GATHERING.toNanos());
        }
        return 1 + free.drainPermits();
    }

    private void work(Task task) {
        try {
            trace.continuing(task.traceparent(), "advance payment", () -> advancing.advance(task.reservationId()));
            ending.end(task);
            count("done");
        } catch (ProviderAwayException away) {
            putOff(task, away, "away");
            log.warn("Payment {} waits for the provider: {}", task.reservationId(), away.getMessage());
        } catch (RuntimeException failure) {
            putOff(task, failure, "failed");
            log.error("Payment {} could not be advanced", task.reservationId(), failure);
        } finally {
            free.release();
        }
    }

    private void putOff(Task task, RuntimeException failure, String outcome) {
        count(outcome);
        long doubled = FIRST_PAUSE.toMillis() << Math.min(task.attempts(), DOUBLINGS);
        long most = Math.min(doubled, LONGEST_PAUSE.toMillis());
        Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
        tasks.putOff(task, pause, String.valueOf(failure.getMessage()));
    }

    private void count(String outcome) {
        meters.counter("parkhold.payment.tasks", "outcome", outcome).increment();
    }
}
