package com.parkhold.gate.passage;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.barrier.BarrierStatus;
import com.parkhold.gate.barrier.Loop;
import com.parkhold.gate.barrier.LoopChange;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.PassSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One lane at work: its barrier, the cars that were let through and have not passed yet ({@link Crossings}), and what was
 * decided last.
 */
public final class LiveLane {

    /** As long as an arm stays up for one car and comes down. */
    private static final Duration ONE_OPENING = Duration.ofSeconds(15);

    /** A loop may lose a car that stands on it for a moment, as one with a trailer. */
    private static final Duration ONE_CARS_GAP = Duration.ofSeconds(1);

    /** Whoever is kept at a barrier for longer does not stand there any more. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    /** The same where no loop would tell that he drove away. */
    private static final Duration LONGEST_WAIT_UNSEEN = Duration.ofMinutes(5);

    private final Lane lane;
    private final @Nullable Barrier barrier;
    private final ReentrantLock turn = new ReentrantLock();
    private final Crossings crossings;
    private final ArmWatch armWatch = new ArmWatch();
    private volatile @Nullable Instant lastPassageAt;
    private volatile @Nullable Instant armFreeSince;
    private volatile @Nullable Ruling lastRuling;
    private volatile @Nullable Ruling drivenAway;
    private volatile AtomicBoolean underTest = new AtomicBoolean();

    LiveLane(Lane lane, @Nullable Barrier barrier, Duration timeout) {
        this.lane = lane;
        this.barrier = barrier;
        crossings = new Crossings(timeout);
    }

    public Lane lane() {
        return lane;
    }

    /** What was decided last. */
    public Optional<Ruling> lastRuling() {
        return Optional.ofNullable(lastRuling);
    }

    /** The reservation of the car that was decided on last, if it is kept until it has paid. */
    Optional<String> keptForPayment(Instant now) {
        Duration wait = seesBackingOut() ? LONGEST_WAIT : LONGEST_WAIT_UNSEEN;
        return lastRuling()
                .filter(ruling -> !ruling.equals(drivenAway))
                .filter(ruling -> ruling.at().plus(wait).isAfter(now))
                .flatMap(Ruling::keptForPayment);
    }

    /** What is known of the barrier; a lane without one is never connected. */
    public BarrierStatus status() {
        return barrier == null ? BarrierStatus.none() : barrier.status();
    }

    /** The lane's barrier, if it has one of ours. */
    public Optional<Barrier> barrier() {
        return Optional.ofNullable(barrier);
    }

    /** While a lane is tested, what drives over its loops is no car; whoever is on his way then is not seen. */
    public void underTest(boolean testing) {
        underTest.set(testing);
        crossings.blur();
    }

    /** Whether a car that was let through on a pass has yet to pass. */
    public boolean awaitsPassHolder() {
        return crossings.awaitsPassHolder();
    }

    /** Whether somebody sees cars pass. */
    boolean seesPassages() {
        return barrier != null
                && lane.barrier() != null
                && lane.barrier().loopInputs().passage() != null;
    }

    /** Whether somebody sees that the car before the arm drives away, and knows it from one that drives through. */
    private boolean seesBackingOut() {
        return seesPassages()
                && lane.barrier() != null
                && lane.barrier().loopInputs().arming() != null;
    }

    /** Whether another car came to the arm: before, its loop was seen to be free, and for longer than one car's gaps are. */
    boolean notesComing(LoopChange change) {
        if (change.loop() != Loop.ARMING || underTest.get()) {
            return false;
        }
        if (!change.occupied()) {
            armFreeSince = change.at();
            return false;
        }
        Instant since = armFreeSince;
        return change.seen() && (since == null || !change.at().isBefore(since.plus(ONE_CARS_GAP)));
    }

    /** Whether the car that stood before the arm has driven away: its loop fell, and nobody is on his way through. */
    boolean notesBackingOut(LoopChange change) {
        if (change.loop() != Loop.ARMING || change.occupied() || underTest.get() || !seesBackingOut()) {
            return false;
        }
        if (!crossings.isEmpty() || status().keptOpen()) {
            return false;
        }
        driveAway();
        return true;
    }

    /** Whoever was decided on last does not stand there any more. */
    void driveAway() {
        drivenAway = lastRuling;
    }

    /** Whether it is driven from here, and not by another instance. */
    public boolean isHere() {
        return !(barrier instanceof ElsewhereBarrier);
    }

    /** Notes what another instance decided last, unless something was decided here since. */
    void noteEarlier(Ruling ruling) {
        if (lastRuling == null) {
            lastRuling = ruling;
        }
    }

    /** Notes what was decided last. */
    public void note(Ruling ruling) {
        lastRuling = ruling;
    }

    /** The barrier took the command to open: its arm rises, or {@link #armTrouble} says so. */
    void opened(Instant now) {
        turn.lock();
        try {
            armWatch.toldToOpen(now);
        } finally {
            turn.unlock();
        }
    }

    /** What is wrong with the arm; each trouble is told once. */
    Optional<LaneException.Kind> armTrouble(Instant now) {
        BarrierStatus status = status();
        turn.lock();
        try {
            boolean mayBeUp = status.keptOpen() || status.isOccupied() || underTest.get() || !crossings.isEmpty();
            return armWatch.look(status.arm(), mayBeUp, status.keptOpen(), now);
        } finally {
            turn.unlock();
        }
    }

    /** A car may pass from now on; null for one that an operator lets through. */
    void expect(@Nullable Movement movement, Instant now) {
        crossings.expect(movement, now, underTest.get());
    }

    /** Nobody can say whether the barrier opened; the pass is free again, but the car may pass. */
    void suspect(Movement movement, Instant now) {
        crossings.suspect(movement, now);
    }

    /** A car has been let through elsewhere since, or here again: for what let it through before it does not come any more. */
    void expectNoMore(Movement before) {
        crossings.forgetEarlierThan(before);
    }

    /** Takes over what another lane object waited for and knew, and the test that is under way. */
    void inherit(LiveLane before) {
        crossings.inherit(before.crossings);
        lastPassageAt = before.lastPassageAt;
        lastRuling = before.lastRuling;
        drivenAway = before.drivenAway;
        underTest = before.underTest;
    }

    /** Whether a car of this gate event has yet to pass. */
    boolean awaits(String eventId) {
        return crossings.awaits(eventId);
    }

    /** Whether a car has passed: its loop fell, and nobody tries the lane out. */
    boolean isPassage(LoopChange change) {
        return change.loop() == Loop.PASSAGE && !change.occupied() && !underTest.get();
    }

    /** Whose passage this change is; empty if it is none, and unexpected if nobody was let through. */
    Passed changed(LoopChange change) {
        crossings.note(change);
        if (!isPassage(change)) {
            return new Passed.Nobody();
        }
        BarrierStatus status = status();
        Optional<Crossing> foremost = crossings.passed(status);
        if (foremost.isEmpty()) {
            return status.keptOpen() ? new Passed.Nobody() : new Passed.Unexpected(isClose(change.at()));
        }
        lastPassageAt = change.at();
        Movement movement = foremost.get().movement();
        if (movement == null) {
            return new Passed.Nobody();
        }
        if (movement.isThrough()) {
            return new Passed.AlreadyCounted(movement);
        }
        return new Passed.Car(
                foremost.get().doubtful()
                        ? movement.anew(through(), change.at(), "passage loop, after an opening that nobody confirmed")
                        : movement.followedBy(through(), change.at(), "passage loop"));
    }

    /** The car of a pass that was let through before the lane was watched from here. */
    Passed passed(Movement letThrough, LoopChange change) {
        lastPassageAt = change.at();
        return new Passed.Car(letThrough.followedBy(through(), change.at(), "passage loop"));
    }

    /** Who has not come in time. */
    Collection<Late> late(Instant now) {
        return crossings.late(watched(), now);
    }

    /** A car that was let through and stands before the arm again; it is not waited for any more. */
    Optional<Crossing> cameAgain(String reservationId, Instant now) {
        return underTest.get() ? Optional.empty() : crossings.cameAgain(reservationId, watched(), now);
    }

    /** Who stands before an arm that was told to open; once to open again, and once to be given up. */
    Optional<Crossing> stuck(Instant now) {
        return underTest.get() ? Optional.empty() : crossings.stuck(status(), now);
    }

    /** Nobody passes under an arm that stays down, seen or not. */
    private BarrierStatus watched() {
        BarrierStatus status = status();
        turn.lock();
        try {
            return status.alsoWatchedSince(armWatch.downSince());
        } finally {
            turn.unlock();
        }
    }

    private boolean isClose(Instant at) {
        Instant last = lastPassageAt;
        return last != null && last.plus(ONE_OPENING).isAfter(at);
    }

    PassSignal through() {
        return lane.direction() == Direction.ENTRY ? PassSignal.ENTER : PassSignal.EXIT;
    }

    /** What a car did that was let through where nobody can see it pass: an exit's may stand there yet. */
    Movement throughUnseen(Movement letThrough, Instant now) {
        Movement through = letThrough.followedBy(through(), now, GateEvents.NO_LOOP);
        return through() == PassSignal.EXIT ? through.unseen() : through;
    }

    PassSignal back() {
        return lane.direction() == Direction.ENTRY ? PassSignal.VOID_ENTRY : PassSignal.VOID_EXIT;
    }

    void close() {
        if (barrier != null) {
            barrier.close();
        }
    }
}
