package com.parkhold.gate.passage;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.barrier.Barriers;
import com.parkhold.gate.barrier.LoopChange;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.lane.Lanes;
import com.parkhold.gate.pass.Level;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.PassSignal;
import com.parkhold.gate.pass.PassState;
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
    private static final Duration[] RETRIES = {Duration.ZERO, Duration.ofMillis(50), Duration.ofMillis(250)};

    private final Map<String, LiveLane> live = new ConcurrentHashMap<>();
    private final List<Consumer<Lane>> backOuts = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Barriers barriers;
    private final Moving moving;
    private final PassBook book;
    private final LaneExceptions exceptions;
    private final Passages passages;
    private final Duration timeout;
    private final Clock clock;

    LiveLanes(
            Lanes lanes,
            Barriers barriers,
            Moving moving,
            PassBook book,
            LaneExceptions exceptions,
            Passages passages,
            GateSettings settings,
            Clock clock) {
        this.barriers = barriers;
        this.moving = moving;
        this.book = book;
        this.exceptions = exceptions;
        this.passages = passages;
        this.timeout = settings.passageTimeout();
        this.clock = clock;
        lanes.follow(this::connect);
    }

    public Optional<LiveLane> find(String lotId, String gateId) {
        return Optional.ofNullable(live.get(Lane.key(lotId, gateId)));
    }

    /** Tells of lanes from which a car backed out. */
    public void followBackOuts(Consumer<Lane> follower) {
        backOuts.add(follower);
    }

    /**
     * Opens on a ruling that allows it, and watches the car pass. A barrier that does not open gives the pass back.
     *
     * @return whether it opened
     */
    public boolean letThrough(LiveLane lane, Ruling ruling) {
        if (ruling.movement().isEmpty()) {
            letGo(lane, ruling);
            return true;
        }
        Movement movement = ruling.movement().get();
        return switch (lane.barrier().map(LiveLanes::pulse).orElseGet(Barrier.Driven.Done::new)) {
            case Barrier.Driven.Done _ -> {
                watch(lane, movement);
                yield true;
            }
            case Barrier.Driven.Failed failed -> {
                failed(lane, movement, failed.reason());
                yield false;
            }
            case Barrier.Driven.Unknown unknown -> {
                failed(lane, movement, "nobody can say whether it opened: " + unknown.reason());
                if (lane.seesPassages()) {
                    lane.suspect(movement, clock.instant());
                }
                yield false;
            }
        };
    }

    private void failed(LiveLane lane, Movement movement, String why) {
        log.error("Gate {} did not open: {}", lane.lane().key(), why);
        raise(lane.lane(), LaneException.Kind.BARRIER_FAILED, movement, why);
        giveBack(lane, movement, "barrier failed");
    }

    private void watch(LiveLane lane, Movement movement) {
        if (lane.seesPassages()) {
            lane.expect(movement, clock.instant());
        } else {
            moving.move(movement.followedBy(lane.through(), clock.instant(), GateEvents.NO_LOOP));
        }
    }

    /** A car that was held to have left: there is no pass to move any more, but there is a car. */
    private void letGo(LiveLane lane, Ruling ruling) {
        lane.barrier().ifPresent(LiveLanes::pulse);
        if (lane.seesPassages()) {
            lane.expect(null, clock.instant());
        }
        exceptions.raise(new LaneException(
                "late:" + ruling.eventId(),
                ruling.lotId(),
                ruling.gateId(),
                LaneException.Kind.LATE_EXIT,
                ruling.reservationId(),
                "its stay had been closed by rule before",
                ruling.at()));
    }

    /** Looks after cars that do not come, and passes that nobody watches any more. */
    @Scheduled(fixedDelay = 250)
    void lookAfter() {
        Instant now = clock.instant();
        for (LiveLane lane : live.values()) {
            for (LiveLane.Late late : lane.late(now)) {
                if (late.seen()) {
                    giveBack(lane, late.movement(), "no passage within " + timeout);
                } else {
                    countUnseen(late.movement(), lane.through(), now);
                }
            }
        }
        Instant unwatchedSince = now.minus(timeout.multipliedBy(3));
        book.all().stream()
                .filter(pass -> pass.state() == PassState.ADMITTED || pass.state() == PassState.LEAVING)
                .filter(pass -> pass.updatedAt().isBefore(unwatchedSince) && !isWatched(pass))
                .forEach(pass -> countUnwatched(pass, now));
    }

    private boolean isWatched(Pass pass) {
        String eventId = String.valueOf(pass.lastEventId());
        return live.values().stream().anyMatch(lane -> lane.awaits(eventId));
    }

    private void countUnwatched(Pass pass, Instant now) {
        PassSignal through = pass.state() == PassState.ADMITTED ? PassSignal.ENTER : PassSignal.EXIT;
        Movement movement = new Movement(
                through,
                String.valueOf(pass.lastEventId()),
                pass.reservationId(),
                pass.lotId(),
                String.valueOf(pass.lastGateId()),
                now,
                Level.L2,
                null,
                "not watched");
        countUnseen(movement, through, now);
    }

    private void countUnseen(Movement movement, PassSignal through, Instant now) {
        boolean entry = through == PassSignal.ENTER;
        exceptions.raise(new LaneException(
                "unconfirmed:" + movement.key(),
                movement.lotId(),
                movement.gateId(),
                entry ? LaneException.Kind.ENTRY_UNCONFIRMED : LaneException.Kind.EXIT_UNCONFIRMED,
                movement.reservationId(),
                "the barrier was told to open and nobody saw whether the car passed; it counts as through",
                now));
        moving.move(movement.followedBy(through, now, "not seen"));
    }

    private void connect(Lane lane) {
        live.compute(lane.key(), (_, before) -> {
            if (before != null) {
                before.close();
            }
            Barrier barrier = lane.barrier() == null ? null : barriers.connect(lane.barrier());
            LiveLane next = new LiveLane(lane, barrier, timeout);
            if (before != null) {
                next.inherit(before);
            }
            if (barrier != null) {
                InOrder inOrder = new InOrder(threads);
                barrier.follow(change -> inOrder.run(() -> changed(next, change)));
            }
            return next;
        });
    }

    private void changed(LiveLane lane, LoopChange change) {
        LiveLane.Passed passed = lane.changed(change);
        if (lane.isPassage(change)) {
            passages.note(lane.lane(), passed, change.at());
        }
        switch (passed) {
            case LiveLane.Passed.Car car -> moving.move(car.movement());
            case LiveLane.Passed.Unexpected unexpected ->
                exceptions.raise(new LaneException(
                        "passage:" + lane.lane().key() + ":" + change.at(),
                        lane.lane().lotId(),
                        lane.lane().gateId(),
                        unexpected.behindAnother() ? LaneException.Kind.TAILGATING : LaneException.Kind.FORCED_BARRIER,
                        null,
                        unexpected.behindAnother()
                                ? "a second car passed on one opening"
                                : "a car passed that nobody let through",
                        change.at()));
            case LiveLane.Passed.Nobody _ -> {}
        }
    }

    private void giveBack(LiveLane lane, Movement movement, String why) {
        moving.move(movement.followedBy(lane.back(), clock.instant(), why));
        backOuts.forEach(follower -> follower.accept(lane.lane()));
    }

    private void raise(Lane lane, LaneException.Kind kind, Movement movement, String detail) {
        exceptions.raise(new LaneException(
                kind + ":" + movement.eventId(),
                lane.lotId(),
                lane.gateId(),
                kind,
                movement.reservationId(),
                detail,
                clock.instant()));
    }

    /** Tries thrice. Done is done; what was once unknown stays so, even if the next try is refused. */
    private static Barrier.Driven pulse(Barrier barrier) {
        Barrier.Driven driven = new Barrier.Driven.Failed("not tried");
        for (Duration pause : RETRIES) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return driven;
            }
            Barrier.Driven next = barrier.pulse();
            if (next instanceof Barrier.Driven.Done) {
                return next;
            }
            driven = driven instanceof Barrier.Driven.Unknown ? driven : next;
        }
        return driven;
    }

    @Override
    public void close() {
        live.values().forEach(LiveLane::close);
        threads.shutdown();
    }
}
