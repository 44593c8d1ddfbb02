package com.parkhold.gate.passage;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.barrier.Barriers;
import com.parkhold.gate.barrier.LoopChange;
import com.parkhold.gate.keeping.Keeping;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.lane.Lanes;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassSignal;
import com.parkhold.gate.settings.GateSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * All lanes at work. A lane that is set up anew is connected anew at once.
 *
 * <p>Rule for what nobody saw: a car that was let through while its loops could not be seen, or before this service
 * restarted, counts as through after three times the passage time-out, and an operator is told.
 */
@Component
public class LiveLanes implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LiveLanes.class);

    private final Map<String, LiveLane> live = new ConcurrentHashMap<>();
    private final List<Consumer<Lane>> backOuts = new CopyOnWriteArrayList<>();
    private final List<Consumer<Lane>> leavings = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Lanes lanes;
    private final Keeping keeping;
    private final Barriers barriers;
    private final EarlierRulings earlier;
    private final LastingOverrides lasting;
    private final Moving moving;
    private final LetThrough letThrough;
    private final LaneTroubles troubles;
    private final Passages passages;
    private final Duration timeout;
    private final Clock clock;

    LiveLanes(
            Lanes lanes,
            Keeping keeping,
            Barriers barriers,
            EarlierRulings earlier,
            LastingOverrides lasting,
            Moving moving,
            LetThrough letThrough,
            LaneTroubles troubles,
            Passages passages,
            GateSettings settings,
            Clock clock) {
        this.lanes = lanes;
        this.keeping = keeping;
        this.barriers = barriers;
        this.earlier = earlier;
        this.lasting = lasting;
        this.moving = moving;
        this.letThrough = letThrough;
        this.troubles = troubles;
        this.passages = passages;
        this.timeout = settings.passageTimeout();
        this.clock = clock;
        keeping.follow(() -> this.lanes.all().forEach(this::connect));
        lanes.follow(this::connect);
        lasting.follow(this::obey);
    }

    public Optional<LiveLane> find(String lotId, String gateId) {
        return Optional.ofNullable(live.get(Lane.key(lotId, gateId)));
    }

    /** Tells of lanes from which a car backed out. */
    public void followBackOuts(Consumer<Lane> follower) {
        backOuts.add(follower);
    }

    /** Tells of lanes from which a car drove away that was not let through on a pass. */
    public void followLeavings(Consumer<Lane> follower) {
        leavings.add(follower);
    }

    /**
     * Opens on a ruling that allows it, and watches the car pass. A barrier that does not open gives the pass back.
     *
     * @return whether it opened
     */
    public boolean letThrough(LiveLane lane, Ruling ruling) {
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
            countUnseen(movement, lane.through(), clock.instant(), GateEvents.NO_LOOP);
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
            moving.move(movement.followedBy(lane.through(), clock.instant(), GateEvents.NO_LOOP));
        }
    }

    /** A car that was held to have left: there is no pass to move any more, but there is a car. */
    private boolean letGo(LiveLane lane, Ruling ruling) {
        Barrier.Driven driven = lane.barrier().map(Pulses::upToThrice).orElseGet(Barrier.Driven.Done::new);
        if (lane.seesPassages() && !(driven instanceof Barrier.Driven.Failed)) {
            lane.expect(null, clock.instant());
        }
        if (!(driven instanceof Barrier.Driven.Done)) {
            backOuts.forEach(follower -> follower.accept(lane.lane()));
            troubles.didNotOpen(ruling, driven.toString());
            return false;
        }
        troubles.late(ruling);
        return true;
    }

    /** An operator has opened a lane without loops: whoever stood there has driven away. */
    void leftByHand(LiveLane lane) {
        lane.driveAway();
        leavings.forEach(follower -> follower.accept(lane.lane()));
    }

    /** Looks after cars that do not come, and passes that nobody watches any more. */
    @Scheduled(fixedDelay = 250)
    void lookAfter() {
        Instant now = clock.instant();
        for (LiveLane lane : live.values()) {
            lane.armTrouble(now).ifPresent(kind -> troubles.arm(lane, kind, now));
            for (Late late : lane.late(now)) {
                if (late.seen()) {
                    giveBack(lane, late.movement(), "no passage within " + timeout);
                } else {
                    countUnseen(late.movement(), lane.through(), now, "not seen");
                }
            }
        }
        for (Movement movement : letThrough.unwatched(now, this::isAwaited)) {
            countUnseen(movement, movement.signal(), now, "not seen");
        }
    }

    /** Whether somebody waits here for the car of a pass to pass. */
    boolean isAwaited(Pass pass) {
        String eventId = String.valueOf(pass.lastEventId());
        return live.values().stream().anyMatch(lane -> lane.awaits(eventId));
    }

    private void countUnseen(Movement movement, PassSignal through, Instant now, String why) {
        moving.move(movement.followedBy(through, now, why));
        troubles.unconfirmed(movement, through, now);
    }

    private void connect(Lane lane) {
        live.compute(lane.key(), (_, before) -> {
            boolean here = lane.barrier() == null || keeping.keeps(lane.lotId());
            if (before != null && before.lane().isSetUpAs(lane) && before.isHere() == here) {
                return before;
            }
            if (before != null) {
                before.close();
            }
            Barrier barrier = lane.barrier() == null
                    ? null
                    : here ? barriers.connect(lane.barrier(), lasting.keepsOpen(lane)) : new ElsewhereBarrier();
            LiveLane next = new LiveLane(lane, barrier, timeout);
            if (before != null && here) {
                next.inherit(before);
            }
            if (barrier != null) {
                InOrder inOrder = new InOrder(threads);
                barrier.follow(change -> inOrder.run(() -> changed(next, change)));
            }
            takeUp(next, before);
            return next;
        });
    }

    /** Who stands there may have been decided elsewhere, or before a restart, and its contact have been left closed. */
    private void takeUp(LiveLane next, @Nullable LiveLane before) {
        if (!next.isHere()) {
            earlier.forget(next);
        } else if (before != null && before.isHere()) {
            earlier.isNow(next);
        } else {
            earlier.learn(next);
            lasting.at(next.lane())
                    .filter(done -> done.action() != Overriding.Action.KEEP_OPEN)
                    .ifPresent(_ -> next.barrier().ifPresent(Barrier::letGo));
        }
    }

    /** What an operator did at a lane becomes known only now. */
    private void obey(Overriding.Overridden done) {
        Optional.ofNullable(live.computeIfPresent(Lane.key(done.lotId(), done.gateId()), (_, same) -> same))
                .flatMap(LiveLane::barrier)
                .ifPresent(barrier -> LastingOverrides.obey(done, barrier));
    }

    /** What it does to a pass comes first: the database may take that, though nothing can be written down here. */
    private void changed(LiveLane lane, LoopChange change) {
        if (lane.notesBackingOut(change)) {
            leavings.forEach(follower -> follower.accept(lane.lane()));
        }
        boolean isPassage = lane.isPassage(change);
        Passed passed = whoPassed(lane, change);
        if (isPassage && !(passed instanceof Passed.Car)) {
            leavings.forEach(follower -> follower.accept(lane.lane()));
        }
        try {
            act(lane, change, passed);
        } finally {
            if (isPassage) {
                passages.note(lane.lane(), passed, change.at());
            }
        }
    }

    private Passed whoPassed(LiveLane lane, LoopChange change) {
        Passed passed = lane.changed(change);
        return passed instanceof Passed.Unexpected
                ? letThrough
                        .before(lane, change.at(), this::isAwaited)
                        .map(movement -> lane.passed(movement, change))
                        .orElse(passed)
                : passed;
    }

    private void act(LiveLane lane, LoopChange change, Passed passed) {
        switch (passed) {
            case Passed.Car car -> moving.move(car.movement());
            case Passed.Unexpected unexpected ->
                troubles.unexpected(lane.lane(), unexpected.behindAnother(), change.at());
            case Passed.Nobody _ -> {}
        }
    }

    private void giveBack(LiveLane lane, Movement movement, String why) {
        moving.move(movement.followedBy(lane.back(), clock.instant(), why));
        backOuts.forEach(follower -> follower.accept(lane.lane()));
    }

    @Override
    public void close() {
        live.values().forEach(LiveLane::close);
        threads.shutdown();
    }
}
