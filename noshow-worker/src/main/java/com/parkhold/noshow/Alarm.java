package com.parkhold.noshow;

import java.time.Instant;

/** Wakes us when a deadline is due; kept in the same database, so that it is set if and only if the deadline is. */
public interface Alarm {

    /** Sets the alarm, or moves it where it was set before. */
    void set(DeadlineId id, Instant at);

    /** Takes the alarm away, if there is one. */
    void cancel(DeadlineId id);

    /** Sets the alarm only where there is none; says whether it was missing. */
    boolean setIfMissing(DeadlineId id, Instant at);
}
