package com.parkhold.gate.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one camera's clock says against the arrival of its reads, and whether a read was held back on its way.
 *
 * <p>A read is late that comes more than ten seconds later than this camera's reads usually do, by the middle one of the
 * last nine: so a clock may be wrong by any amount, as long as it stays so. A clock that was put back looks the same as a
 * push that was held back, once: the second read with the same new skew, ten seconds after the first or more, is believed,
 * and what was known before is forgotten. Pushes that wait for a network to come back do not do that: the earlier they
 * were taken, the later they are. A clock that was put forward makes nothing late, and one that falls back by more than a
 * week was reset: no camera keeps a push for so long without saying that it is an old one.
 */
final class CameraClock {

    private static final int KEPT = 9;
    private static final Duration LATE = Duration.ofSeconds(10);
    private static final Duration RESET = Duration.ofDays(7);
    private static final Duration SAME = Duration.ofSeconds(2);

    /** Reads of one car are as late as each other wherever they were held; a read of another car is not. */
    private static final Duration ANOTHER_CAR = Duration.ofSeconds(10);

    private final Deque<Duration> ahead = new ArrayDeque<>();
    private @Nullable Instant lateOneTakenAt;
    private Duration lateOneAhead = Duration.ZERO;

    /** A clock of which nothing is known. */
    CameraClock() {}

    /** A clock that was ahead by this much when it was last looked at. */
    CameraClock(Duration before) {
        ahead.addLast(before);
    }

    /** Notes a read; false if it was held back. */
    synchronized boolean note(Instant takenAt, Instant arrivedAt) {
        Duration now = Duration.between(arrivedAt, takenAt);
        if (isLate(now)) {
            if (!wasPutBack(takenAt, now)) {
                return false;
            }
            ahead.clear();
        }
        lateOneTakenAt = null;
        ahead.addLast(now);
        if (ahead.size() > KEPT) {
            ahead.removeFirst();
        }
        return true;
    }

    /** How far it is ahead as a rule. */
    synchronized Optional<Duration> usual() {
        return ahead.stream().sorted().skip(ahead.size() / 2).findFirst();
    }

    private boolean isLate(Duration now) {
        return usual().map(usual -> usual.minus(now))
                .filter(late -> late.compareTo(LATE) > 0 && late.compareTo(RESET) < 0)
                .isPresent();
    }

    private boolean wasPutBack(Instant takenAt, Duration now) {
        Instant first = lateOneTakenAt;
        if (first == null || now.minus(lateOneAhead).abs().compareTo(SAME) > 0) {
            lateOneTakenAt = takenAt;
            lateOneAhead = now;
            return false;
        }
        return !takenAt.isBefore(first.plus(ANOTHER_CAR));
    }
}
