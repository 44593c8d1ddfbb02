package com.parkhold.gate.passage;

import com.parkhold.gate.barrier.Arm;
import com.parkhold.gate.barrier.BarrierStatus;
import com.parkhold.gate.barrier.Loop;
import com.parkhold.gate.barrier.LoopChange;
import com.parkhold.gate.pass.Movement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Cars that were let through at a lane and have not passed yet, in order. The passage loop's fall is the foremost's; where
 * that one may have passed before, unseen, nobody knows whose fall it was, and the others are not held to have backed out
 * if they do not come. Safe for many threads.
 */
final class Crossings {

    /** Whoever stands before an arm that was told to open has driven off by then, if it rose. */
    private static final Duration DRIVES_OFF_WITHIN = Duration.ofSeconds(8);

    private final Duration timeout;
    private final ReentrantLock turn = new ReentrantLock();
    private final Deque<Crossing> waiting = new ArrayDeque<>();
    private @Nullable Instant onArmingSince;

    Crossings(Duration timeout) {
        this.timeout = timeout;
    }

    /** A car may pass from now on; null for one that an operator lets through. */
    void expect(@Nullable Movement movement, Instant now, boolean unsure) {
        turn.lock();
        try {
            if (movement != null) {
                waiting.removeIf(crossing -> crossing.isDoubtfulOf(movement));
            }
            waiting.add(Crossing.opened(movement, now, now.plus(timeout), unsure));
        } finally {
            turn.unlock();
        }
    }

    /** Its car was let through anew, here or at another lane: nobody comes for an earlier gate event of its pass. */
    void forgetEarlierThan(Movement anew) {
        turn.lock();
        try {
            waiting.removeIf(crossing -> crossing.isSupersededBy(anew));
        } finally {
            turn.unlock();
        }
    }

    /** Nobody can say whether the barrier opened; the pass is free again, but the car may pass. */
    void suspect(Movement movement, Instant now) {
        turn.lock();
        try {
            waiting.add(Crossing.suspected(movement, now, now.plus(timeout)));
        } finally {
            turn.unlock();
        }
    }

    /** Takes over what another waited for. */
    void inherit(Crossings before) {
        List<Crossing> inherited = before.all();
        turn.lock();
        try {
            waiting.addAll(inherited);
        } finally {
            turn.unlock();
        }
    }

    private List<Crossing> all() {
        turn.lock();
        try {
            return List.copyOf(waiting);
        } finally {
            turn.unlock();
        }
    }

    boolean isEmpty() {
        return all().isEmpty();
    }

    /** Whether a car has yet to pass of whose pass that would decide. */
    boolean awaitsPassHolder() {
        return all().stream().anyMatch(crossing -> crossing.movement() != null);
    }

    /** Whether a car of this gate event has yet to pass. */
    boolean awaits(String eventId) {
        return all().stream()
                .anyMatch(crossing -> !crossing.doubtful()
                        && crossing.movement() != null
                        && crossing.movement().eventId().equals(eventId));
    }

    /** Somebody drives over the loops who is none of them. */
    void blur() {
        turn.lock();
        try {
            makeUnsure();
        } finally {
            turn.unlock();
        }
    }

    private void makeUnsure() {
        List<Crossing> unsure = waiting.stream().map(Crossing::asUnsure).toList();
        waiting.clear();
        waiting.addAll(unsure);
    }

    /** A car drives off the loop before the arm: the first that has not yet, if it was let through. */
    void note(LoopChange change) {
        if (change.loop() != Loop.ARMING || change.occupied()) {
            return;
        }
        turn.lock();
        try {
            onArmingSince = null;
            List<Crossing> before = List.copyOf(waiting);
            waiting.clear();
            boolean noted = false;
            for (Crossing crossing : before) {
                waiting.add(noted || crossing.underWay() ? crossing : crossing.asUnderWay());
                noted |= !crossing.underWay();
            }
        } finally {
            turn.unlock();
        }
    }

    /** The passage loop fell: whose fall it is. */
    Optional<Crossing> passed(BarrierStatus status) {
        turn.lock();
        try {
            Crossing foremost = Crossing.takeNext(waiting);
            if (foremost != null && (foremost.doubtful() || !foremost.isWatched(status))) {
                makeUnsure();
            }
            return Optional.ofNullable(foremost);
        } finally {
            turn.unlock();
        }
    }

    /**
     * Takes away the car of a reservation that stands before the arm again: it cannot have passed, so that it has turned
     * back. A read that comes with its first ones is of the same approach.
     */
    Optional<Crossing> cameAgain(String reservationId, BarrierStatus status, Instant now) {
        boolean onItsWay = status.isOccupied() && !isBeforeTheArm(status);
        turn.lock();
        try {
            Optional<Crossing> again = waiting.stream()
                    .filter(crossing -> !onItsWay && crossing.isOf(reservationId) && crossing.isWatched(status))
                    .filter(crossing ->
                            !crossing.since().plus(DRIVES_OFF_WITHIN).isAfter(now))
                    .findFirst();
            again.ifPresent(waiting::remove);
            return again;
        } finally {
            turn.unlock();
        }
    }

    /** Who has not come in time; nobody as long as he may be the car that stands on a loop. */
    List<Late> late(BarrierStatus status, Instant now) {
        Instant blindSince = now.minus(timeout.multipliedBy(2));
        List<Late> late = new ArrayList<>();
        turn.lock();
        try {
            while (!waiting.isEmpty() && !mayStandThere(waiting.element(), status)) {
                Instant due = waiting.element().due();
                if (due.isAfter(status.connected() ? now : blindSince)) {
                    break;
                }
                Crossing crossing = waiting.remove();
                boolean seen = crossing.isWatched(status);
                if (crossing.movement() != null && !(crossing.doubtful() && seen)) {
                    late.add(new Late(crossing.movement(), seen, crossing.doubtful()));
                }
            }
        } finally {
            turn.unlock();
        }
        return late;
    }

    /** On the loop before the arm it may be the next one: there nobody is waited for whom {@link #stuck} does not tell. */
    private static boolean mayStandThere(Crossing crossing, BarrierStatus status) {
        return status.isOccupied() && !(isBeforeTheArm(status) && (crossing.underWay() || !crossing.isWatched(status)));
    }

    private static boolean isBeforeTheArm(BarrierStatus status) {
        return status.loops().entrySet().stream().allMatch(loop -> loop.getValue() == (loop.getKey() == Loop.ARMING));
    }

    /**
     * The foremost, if it stands before the arm without a break though that was told to open and does not say that it is.
     * It is told of once to open again, and once more, which takes it away, to be given up.
     */
    Optional<Crossing> stuck(BarrierStatus status, Instant now) {
        turn.lock();
        try {
            boolean standing = isBeforeTheArm(status) && status.loops().containsKey(Loop.ARMING);
            onArmingSince = !standing ? null : onArmingSince == null ? now : onArmingSince;
            Crossing foremost = waiting.peek();
            if (foremost == null || onArmingSince == null || !isHeldUp(foremost, status)) {
                return Optional.empty();
            }
            Instant from = onArmingSince.isAfter(foremost.toldAt()) ? onArmingSince : foremost.toldAt();
            if (from.plus(DRIVES_OFF_WITHIN).isAfter(now)) {
                return Optional.empty();
            }
            waiting.remove();
            if (foremost.openedAgainAt() == null) {
                waiting.addFirst(foremost.openedAgain(now));
            }
            return Optional.of(foremost);
        } finally {
            turn.unlock();
        }
    }

    private static boolean isHeldUp(Crossing crossing, BarrierStatus status) {
        boolean isUp = status.keptOpen() || status.arm() == Arm.OPEN || status.arm() == Arm.OPENING;
        return !isUp && !crossing.doubtful() && !crossing.underWay() && crossing.isWatched(status);
    }
}
