package com.parkhold.payment;

import com.parkhold.payment.ProviderTasks.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends tasks that were carried out, many in one commit: whoever finds nobody at it ends all that are there. Nobody waits
 * for another's commit, since nothing depends on it: a task whose end is lost is carried out again, and finds all done.
 */
@Component
class EndingTasks {

    private static final Logger log = LoggerFactory.getLogger(EndingTasks.class);

    private static final int BATCH = 100;

    private final ProviderTasks tasks;
    private final Queue<Task> ended = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    EndingTasks(ProviderTasks tasks) {
        this.tasks = tasks;
    }

    void end(Task task) {
        ended.add(task);
        // Asked again after each turn: what was added while another was leaving it is not left behind.
        while (!ended.isEmpty() && turn.tryLock()) {
            try {
                endSome();
            } finally {
                turn.unlock();
            }
        }
    }

    private void endSome() {
        List<Task> some = new ArrayList<>();
        for (Task next = ended.poll(); next != null; next = some.size() < BATCH ? ended.poll() : null) {
            some.add(next);
        }
        try {
            tasks.done(some);
        } catch (RuntimeException failure) {
            log.warn("{} tasks could not be ended, and are carried out again after their lease", some.size(), failure);
        }
    }
}
