package com.parkhold.gate.passage;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.PassSignal;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Opens barriers for cars, and says what becomes of their passes where that fails, where nobody sees them pass, or where
 * they do not.
 */
@Component
class Openings {

    private static final Logger log = LoggerFactory.getLogger(Openings.class);

    private final Moving moving;
    private final LaneTroubles troubles;
    private final LaneNews news;
    private final Clock clock;

    Openings(Moving moving, LaneTroubles troubles, LaneNews news, Clock clock) {
        this.moving = moving;
        this.troubles = troubles;
        this.news = news;
        this.clock = clock;
    }

    /**
     * Opens on a ruling that allows it, and watches the car pass. A barrier that does not open gives the pass back.
     *
     * @return whether it opened
     */
    boolean letThrough(LiveLane lane, Ruling ruling) {
        if (ruling.movement().isEmpty()) {
            return letGo(lane, ruling);
        }
        Movement movement = ruling.movement().get();
        return switch (lane.barrier().map(Pulses::upToThrice).orElseGet(Barrier.Driven.Done::new)) {
            case Barrier.Driven.Done _ -> {
                lane.opened(clock.instant());
                watch(lane, movement);
                yield true;
            }
            case Barrier.Driven.Failed failed -> {
                giveBack(lane, movement, "barrier failed");
                troubles.didNotOpen(ruling, failed.reason());
                yield false;
            }
            case Barrier.Driven.Unknown unknown -> {
                doubt(lane, ruling, movement, "nobody can say whether it opened: " + unknown.reason());
                yield false;
            }
        };
    }

    /** Where a loop would see the car pass, it is waited for without its pass; elsewhere it counts as through. */
    private void doubt(LiveLane lane, Ruling ruling, Movement movement, String why) {
        if (!lane.seesPassages()) {
            log.error("Gate {}: {}", lane.lane().key(), why);
            countUnseen(lane, movement, clock.instant(), GateEvents.NO_LOOP);
            return;
        }
        giveBack(lane, movement, "barrier failed");
        lane.suspect(movement, clock.instant());
        troubles.didNotOpen(ruling, why);
    }

    private void watch(LiveLane lane, Movement movement) {
        if (lane.seesPassages()) {
            lane.expect(movement, clock.instant());
        } else {
            moving.move(lane.throughUnseen(movement, clock.instant()));
        }
    }

    /** A car that was held to have left: there is no pass to move any more, but there is a car. */
    private boolean letGo(LiveLane lane, Ruling ruling) {
        Barrier.Driven driven = lane.barrier().map(Pulses::upToThrice).orElseGet(Barrier.Driven.Done::new);
        if (lane.seesPassages() && !(driven instanceof Barrier.Driven.Failed)) {
            lane.expect(null, clock.instant());
        }
        if (!(driven instanceof Barrier.Driven.Done)) {
            news.backedOut(lane.lane());
            troubles.didNotOpen(ruling, driven.toString());
            return false;
        }
        troubles.late(ruling);
        return true;
    }

    /**
     * A car stands before an arm that took the command and did not rise, or not for it: told once more; then its pass is
     * free again, as where nobody can say whether it opened, and what is read of it is decided again.
     */
    void standsStill(LiveLane lane, Crossing car) {
        if (car.openedAgainAt() == null) {
            log.warn(
                    "Gate {}: nobody drives through; it is told to open again",
                    lane.lane().key());
            lane.barrier().ifPresent(Pulses::once);
            return;
        }
        Movement movement = car.movement();
        if (movement == null) {
            news.backedOut(lane.lane());
        } else if (movement.isThrough()) {
            troubles.nobodyPassed(new Late(movement, true), clock.instant());
        } else {
            giveBack(lane, movement, "it stands before the arm");
            lane.suspect(movement, clock.instant());
        }
        troubles.standsStill(lane.lane(), movement, car.since());
    }

    /** A car that was let through and stands before the arm once more: its pass is free again, for it to be decided anew. */
    void cameAgain(LiveLane lane, Crossing car) {
        Movement movement = car.movement();
        if (movement != null) {
            giveBack(lane, movement, "it came again");
        }
    }

    /** A car that did not come in time. */
    void late(LiveLane lane, Late late, String why, Instant now) {
        if (late.doubtful()) {
            countDoubtful(lane, late.movement(), now);
        } else if (late.isCounted()) {
            troubles.nobodyPassed(late, now);
        } else if (late.seen()) {
            giveBack(lane, late.movement(), why);
        } else {
            countUnseen(lane, late.movement(), now, "not seen");
        }
    }

    /** Nobody knows whether the arm went up, nor could see a car pass: as where there is no loop, it did, unless it was elsewhere since. */
    private void countDoubtful(LiveLane lane, Movement movement, Instant now) {
        if (moving.isStillGivenBack(movement)) {
            countUnseen(lane, movement.anew(lane.through(), now, "not seen"), now, "not seen");
        }
    }

    /** Counts as through; at an exit the car may stand there yet, and is let out again if it is read there. */
    void countUnseen(Movement movement, PassSignal through, Instant now, String why) {
        Movement counted = movement.followedBy(through, now, why);
        moving.move(through == PassSignal.EXIT ? counted.unconfirmed() : counted);
        troubles.unconfirmed(movement, through, now);
    }

    private void countUnseen(LiveLane lane, Movement movement, Instant now, String why) {
        countUnseen(movement, lane.through(), now, why);
        if (lane.through() == PassSignal.EXIT) {
            news.backedOut(lane.lane());
        }
    }

    private void giveBack(LiveLane lane, Movement movement, String why) {
        moving.move(movement.followedBy(lane.back(), clock.instant(), why));
        news.backedOut(lane.lane());
    }
}
