package com.parkhold.noshow;

import com.parkhold.noshow.DeadlineId.Kind;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sets, moves and drops deadlines as reservations go on. Runs in the transaction of the event's inbox entry. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class KeepingDeadlines {

    private final Deadlines deadlines;
    private final Alarm alarm;

    KeepingDeadlines(Deadlines deadlines, Alarm alarm) {
        this.deadlines = deadlines;
        this.alarm = alarm;
    }

    /** Makes a deadline, or moves the one there is; one that is done stays done. */
    public void set(String reservationId, Kind kind, String lotId, Instant dueAt) {
        DeadlineId id = new DeadlineId(reservationId, kind);
        Deadline deadline = deadlines.findById(id).orElseGet(() -> deadlines.save(Deadline.at(id, lotId, dueAt)));
        if (deadline.moveTo(dueAt)) {
            alarm.set(id, dueAt);
        }
    }

    /** Waits again for the time there was, if the deadline had been dropped. */
    public void restore(String reservationId, Kind kind) {
        deadlines.findById(new DeadlineId(reservationId, kind)).ifPresent(deadline -> {
            if (deadline.moveTo(deadline.dueAt())) {
                alarm.set(deadline.id(), deadline.dueAt());
            }
        });
    }

    /** Drops a deadline; dropping what was never set is legal. */
    public void drop(String reservationId, Kind kind) {
        deadlines.findById(new DeadlineId(reservationId, kind)).ifPresent(deadline -> {
            deadline.drop();
            alarm.cancel(deadline.id());
        });
    }
}
