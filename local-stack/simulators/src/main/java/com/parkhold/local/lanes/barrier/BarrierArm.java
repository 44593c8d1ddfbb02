package com.parkhold.local.lanes.barrier;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The arm and the barrier's own controller, which decides alone when to close: after the passage loop has fallen, or
 * when nobody came, and never while a loop under the arm is occupied or the lift contact is held. An arm that closes on
 * a car turns back. Not safe for several threads: the lane's lock guards it.
 */
public final class BarrierArm {
    private final BarrierTiming timing;
    private final Timers timers;
    private final Consumer<ArmPosition> moved;
    private ArmPosition position = ArmPosition.CLOSED;
    private boolean liftHeld;
    private boolean passage;
    private boolean safety;
    private ArmFault fault = ArmFault.NONE;
    private Timers.@Nullable Running pending;

    /** @param timers must run its actions under the lane's lock */
    public BarrierArm(BarrierTiming timing, Timers timers, Consumer<ArmPosition> moved) {
        this.timing = timing;
        this.timers = timers;
        this.moved = moved;
    }

    public ArmPosition position() {
        return position;
    }

    /** Sets what is wrong with the arm from now on; well again, it does what its contacts and loops say. */
    public void fault(ArmFault next) {
        fault = next;
        if (position != ArmPosition.OPEN) {
            return;
        }
        if (next == ArmFault.FALLS) {
            fall();
        } else if (next == ArmFault.NONE) {
            closeAfter(timing.withoutPassage());
        }
    }

    /** The contact behind {@code drive} closed or opened. */
    public void contact(Drive drive, boolean closed) {
        switch (drive) {
            case LIFT -> lift(closed);
            case STOP -> stop(closed);
            case CLOSE -> close(closed);
            case STEP -> step(closed);
            case NOTHING -> {}
        }
    }

    /** The passage loop changed; its fall means that a car is through. */
    public void passage(boolean occupied) {
        boolean fell = passage && !occupied;
        passage = occupied;
        loopChanged(fell ? timing.afterPassage() : timing.withoutPassage());
    }

    /** The safety loop under the arm changed. */
    public void safety(boolean occupied) {
        safety = occupied;
        loopChanged(timing.withoutPassage());
    }

    private void lift(boolean closed) {
        liftHeld = closed;
        if (closed) {
            open();
        } else if (position == ArmPosition.OPEN) {
            closeAfter(timing.withoutPassage());
        }
    }

    private void stop(boolean closed) {
        boolean moving = position == ArmPosition.OPENING || position == ArmPosition.CLOSING;
        if (closed && moving) {
            cancelPending();
            move(ArmPosition.STOPPED);
        }
    }

    private void close(boolean closed) {
        if (closed && (position == ArmPosition.OPEN || position == ArmPosition.STOPPED)) {
            startClosing();
        }
    }

    private void step(boolean closed) {
        if (closed && position == ArmPosition.CLOSED) {
            open();
        } else {
            close(closed);
        }
    }

    private void loopChanged(Duration closeIn) {
        boolean occupied = passage || safety;
        if (position == ArmPosition.CLOSING && occupied) {
            open();
        } else if (position == ArmPosition.OPEN && occupied) {
            cancelPending();
        } else if (position == ArmPosition.OPEN) {
            closeAfter(closeIn);
        }
    }

    private void open() {
        if (fault == ArmFault.STAYS_DOWN) {
            return;
        }
        switch (position) {
            case CLOSED, CLOSING, STOPPED -> {
                move(ArmPosition.OPENING);
                next(timing.travel(), this::opened);
            }
            case OPEN -> cancelPending();
            case OPENING -> {}
        }
    }

    private void opened() {
        move(ArmPosition.OPEN);
        if (fault == ArmFault.FALLS) {
            next(timing.afterPassage(), this::fall);
        } else {
            closeAfter(timing.withoutPassage());
        }
    }

    private void fall() {
        move(ArmPosition.CLOSING);
        next(timing.travel(), () -> move(ArmPosition.CLOSED));
    }

    private void closeAfter(Duration delay) {
        if (!liftHeld && !passage && !safety) {
            next(delay, this::startClosing);
        }
    }

    private void startClosing() {
        if (fault != ArmFault.STAYS_UP && !liftHeld && !passage && !safety) {
            fall();
        }
    }

    private void next(Duration delay, Runnable action) {
        cancelPending();
        pending = timers.after(delay, action);
    }

    private void cancelPending() {
        if (pending != null) {
            pending.cancel();
            pending = null;
        }
    }

    private void move(ArmPosition next) {
        position = next;
        moved.accept(next);
    }
}
