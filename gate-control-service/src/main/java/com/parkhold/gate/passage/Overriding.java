package com.parkhold.gate.passage;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.pass.Level;
import com.parkhold.gate.pass.Movement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * L3: an operator opens, keeps open or closes a lane by hand, with a reason. It is written down before the barrier moves,
 * where anything takes it, and audited when the database listens.
 */
@Service
public class Overriding {

    private final NotingOverrides noting;
    private final LettingByHand letting;
    private final LiveLanes lanes;
    private final Moving moving;
    private final LastingOverrides lasting;
    private final Clock clock;

    Overriding(
            NotingOverrides noting,
            LettingByHand letting,
            LiveLanes lanes,
            Moving moving,
            LastingOverrides lasting,
            Clock clock) {
        this.noting = noting;
        this.letting = letting;
        this.lanes = lanes;
        this.moving = moving;
        this.lasting = lasting;
        this.clock = clock;
    }

    /** Does it now. */
    public Outcome override(LiveLane lane, Action action, String actor, String reason) {
        Barrier barrier = lane.barrier().orElse(null);
        if (barrier == null) {
            return new Outcome.NoBarrier();
        }
        Instant now = clock.instant();
        Overridden overridden =
                writtenDown(lane, action, actor, reason, action.lasts() ? lasting.after(lane.lane(), now) : now);
        Optional<Ruling> before = lane.lastRuling();
        Movement kept = action == Action.OPEN
                ? letting.ruleOnKept(lane, "by-hand:" + overridden.id())
                        .flatMap(Ruling::movement)
                        .orElse(null)
                : null;
        Barrier.Driven driven = switch (action) {
            case OPEN, ADMIT -> Pulses.once(barrier);
            case KEEP_OPEN -> barrier.keepOpen();
            case CLOSE -> barrier.lower();
            case KEEP_OPEN_FAILED -> throw new IllegalArgumentException("nobody can ask for that");
        };
        if (!(driven instanceof Barrier.Driven.Done)) {
            holdsInstead(action, lane.status().keptOpen())
                    .ifPresent(instead -> writtenDown(
                            lane, instead, actor, reason, overridden.at().plus(1, ChronoUnit.MICROS)));
        }
        return switch (driven) {
            case Barrier.Driven.Done _ -> {
                if (action == Action.OPEN) {
                    lane.opened(now);
                    watch(lane, kept, now);
                }
                yield new Outcome.Done(overridden);
            }
            case Barrier.Driven.Failed failed -> {
                if (kept != null) {
                    moving.move(kept.followedBy(lane.back(), now, "barrier failed"));
                    before.ifPresent(lane::note);
                }
                yield new Outcome.Failed(failed.reason());
            }
            case Barrier.Driven.Unknown unknown -> {
                if (action == Action.OPEN) {
                    watch(lane, kept, now);
                }
                yield new Outcome.Failed("nobody can say whether it was done: " + unknown.reason());
            }
        };
    }

    /** What holds all the same where it was not done: whoever takes the lane over goes by what was written down last. */
    private static Optional<Action> holdsInstead(Action asked, boolean keptOpen) {
        return switch (asked) {
            case KEEP_OPEN -> keptOpen ? Optional.empty() : Optional.of(Action.KEEP_OPEN_FAILED);
            case CLOSE -> keptOpen ? Optional.of(Action.KEEP_OPEN) : Optional.empty();
            case OPEN, ADMIT, KEEP_OPEN_FAILED -> Optional.empty();
        };
    }

    private Overridden writtenDown(LiveLane lane, Action action, String actor, String reason, Instant at) {
        Overridden overridden = new Overridden(
                UUID.randomUUID().toString(),
                lane.lane().lotId(),
                lane.lane().gateId(),
                action,
                actor,
                reason,
                null,
                Level.L3,
                at);
        noting.note(overridden);
        return overridden;
    }

    /**
     * A car that was kept until it pays leaves on its pass; of any other nobody knows which one it is. Where no loop tells
     * that it drives away, it is held to have done so.
     */
    private void watch(LiveLane lane, @Nullable Movement kept, Instant now) {
        if (lane.seesPassages()) {
            lane.expect(kept, now);
            return;
        }
        lanes.leftByHand(lane);
        if (kept != null) {
            moving.move(lane.throughUnseen(kept, now));
        }
    }

    /** What an operator can do. */
    public enum Action {
        OPEN,
        /** For the car of one booking, on its pass. */
        ADMIT,
        KEEP_OPEN,
        /** It was asked for, and answered as failed: nobody is to keep it open for that. */
        KEEP_OPEN_FAILED,
        CLOSE;

        /** Whether it holds until another such one, over restarts and changes of its keeper. */
        boolean lasts() {
            return switch (this) {
                case KEEP_OPEN, KEEP_OPEN_FAILED, CLOSE -> true;
                case OPEN, ADMIT -> false;
            };
        }
    }

    /** What an operator did. */
    public record Overridden(
            String id,
            String lotId,
            String gateId,
            Action action,
            String actor,
            String reason,
            @Nullable String reservationId,
            Level level,
            Instant at) {}

    /** What came of it. */
    public sealed interface Outcome {
        /** The controller acknowledged it. */
        record Done(Overridden overridden) implements Outcome {}

        /** The lane has no barrier of ours. */
        record NoBarrier() implements Outcome {}

        /** It was not done, or nobody can say. */
        record Failed(String reason) implements Outcome {}
    }
}
