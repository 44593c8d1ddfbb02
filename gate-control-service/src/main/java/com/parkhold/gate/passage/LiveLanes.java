package com.parkhold.gate.passage;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.barrier.Barriers;
import com.parkhold.gate.barrier.LoopChange;
import com.parkhold.gate.keeping.Keeping;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.lane.Lanes;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.settings.GateSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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

    private final Map<String, LiveLane> live = new ConcurrentHashMap<>();
    private final ReentrantLock lookingAfter = new ReentrantLock();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Lanes lanes;
    private final Keeping keeping;
    private final Barriers barriers;
    private final EarlierRulings earlier;
    private final LastingOverrides lasting;
    private final Openings openings;
    private final LaneNews news;
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
            Openings openings,
            LaneNews news,
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
        this.openings = openings;
        this.news = news;
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

    /** Tells of lanes from which a car backed out, or at which it may stand yet. */
    public void followBackOuts(Consumer<Lane> follower) {
        news.followBackOuts(follower);
    }

    /** Tells of lanes from which a car drove away that was not let through on a pass. */
    public void followLeavings(Consumer<Lane> follower) {
        news.followLeavings(follower);
    }

    /** Tells of lanes at which a car was seen to come to the arm, and when. */
    public void followComings(BiConsumer<Lane, Instant> follower) {
        news.followComings(follower);
    }

    /**
     * Opens on a ruling that allows it, and watches the car pass. A barrier that does not open gives the pass back. Where
     * its car was let through before, at another lane or at this one, nobody waits for it to pass by that.
     *
     * @return whether it opened
     */
    public boolean letThrough(LiveLane lane, Ruling ruling) {
        boolean opened = openings.letThrough(lane, ruling);
        if (opened) {
            ruling.movement().ifPresent(movement -> live.values().forEach(each -> each.expectNoMore(movement)));
        }
        return opened;
    }

    /** Frees the pass of a car that was let through, turned back, and is read again, before it is decided anew. */
    public void comesAgain(LiveLane lane, String reservationId) {
        lane.cameAgain(reservationId, clock.instant()).ifPresent(car -> openings.cameAgain(lane, car));
    }

    /** An operator has opened a lane without loops: whoever stood there has driven away. */
    void leftByHand(LiveLane lane) {
        lane.driveAway();
        news.left(lane.lane());
    }

    /** Looks after arms, cars that do not come, and passes that nobody watches any more; one at a time does it. */
    @Scheduled(fixedRate = 250)
    public void lookAfter() {
        if (!lookingAfter.tryLock()) {
            return;
        }
        try {
            live.values().forEach(this::lookAfter);
            Instant now = clock.instant();
            for (Movement movement : letThrough.unwatched(now, this::isAwaited)) {
                openings.countUnseen(movement, movement.signal(), now, "not seen");
            }
        } finally {
            lookingAfter.unlock();
        }
    }

    private void lookAfter(LiveLane lane) {
        Instant now = clock.instant();
        lane.armTrouble(now).ifPresent(kind -> troubles.arm(lane, kind, now));
        lane.stuck(now).ifPresent(car -> threads.execute(() -> openings.standsStill(lane, car)));
        for (Late late : lane.late(now)) {
            openings.late(lane, late, "no passage within " + timeout, now);
        }
    }

    /** Whether somebody waits here for the car of a pass to pass. */
    boolean isAwaited(Pass pass) {
        String eventId = String.valueOf(pass.lastEventId());
        return live.values().stream().anyMatch(lane -> lane.awaits(eventId));
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
        if (lane.notesComing(change)) {
            news.came(lane.lane(), change.at());
        }
        if (lane.notesBackingOut(change)) {
            news.left(lane.lane());
        }
        boolean isPassage = lane.isPassage(change);
        Passed passed = whoPassed(lane, change);
        if (isPassage && !(passed instanceof Passed.Car)) {
            news.left(lane.lane());
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
            case Passed.Nobody _, Passed.AlreadyCounted _ -> {}
        }
    }

    @Override
    public void close() {
        live.values().forEach(LiveLane::close);
        threads.shutdown();
    }
}
