package com.parkhold.gate.camera;

import com.parkhold.gate.blocking.BlockedPlates;
import com.parkhold.gate.camera.CarsBehind.CarBehind;
import com.parkhold.gate.camera.StandingCars.StandingCar;
import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.lane.CameraSetup;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.passage.Arriving;
import com.parkhold.gate.passage.LiveLane;
import com.parkhold.gate.passage.LiveLanes;
import com.parkhold.gate.passage.Ruling;
import com.parkhold.gate.passage.Visit;
import com.parkhold.gate.plate.Plate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Decides the cars that cameras have read, one read of a lane after the other, and opens for them; and decides a standing
 * car again when something becomes known of it, or when the barrier that did not open for it may do so now.
 *
 * <p>While a car is kept at a lane until it has paid, or until its barrier is back, only a read that looks like its plate
 * is about it, and is decided by the read for which it is kept. Any other read is of a car behind it, or wrong: it waits
 * until that car has gone.
 */
@Service
public class DecidingReads implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DecidingReads.class);

    /** As long as an arm that was told to rise is on its way: telling it again changes nothing. */
    private static final Duration ONE_OPENING = Duration.ofSeconds(3);

    private final CarGroups groups;
    private final StandingCars standing;
    private final CarsBehind behind;
    private final PassBook book;
    private final Arriving arriving;
    private final LiveLanes liveLanes;
    private final BlockedPlates blocked;
    private final Clock clock;
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    DecidingReads(
            CarGroups groups,
            StandingCars standing,
            CarsBehind behind,
            PassBook book,
            Arriving arriving,
            LiveLanes liveLanes,
            BlockedPlates blocked,
            Clock clock) {
        this.groups = groups;
        this.standing = standing;
        this.behind = behind;
        this.book = book;
        this.arriving = arriving;
        this.liveLanes = liveLanes;
        this.blocked = blocked;
        this.clock = clock;
        book.follow(pass -> threads.execute(() -> reconsider(pass)));
    }

    /** Decides what a camera has read, when it is this read's turn. */
    void decideInTurn(LiveLane live, String eventId, PlateRead read, Instant now) {
        String lane = live.lane().key();
        inTurn(lane, () -> {
            StandingCar kept = standing.keptAt(lane, now).orElse(null);
            if (kept == null) {
                Optional<Ruling> ruling = decide(live, new Look(eventId, read, now, 0), now);
                behind.foremostIs(read, lane, ruling.flatMap(Ruling::reservationIdIfAllowed));
                return ruling;
            }
            if (!kept.isReadIn(read)) {
                log.info("{}: {} has to wait for the car that is kept", lane, read.plate());
                behind.add(new CarBehind(live.lane(), eventId, read, kept.reservationId(), now));
                return Optional.empty();
            }
            return standing.take(kept) ? decide(live, new Look(eventId, kept.read(), now, 0), now) : Optional.empty();
        });
    }

    /** Nobody finds a kept car taken away who only came while it is decided again. */
    private Optional<Ruling> inTurn(String lane, Supplier<Optional<Ruling>> work) {
        ReentrantLock turn = turns.computeIfAbsent(lane, _ -> new ReentrantLock());
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    /** What becomes known of a booking may concern a car that stands at a barrier. */
    private void reconsider(Pass pass) {
        Instant now = clock.instant();
        for (StandingCar car : standing.resembling(pass, now)) {
            reconsider(car, pass.reservationId() + ":" + pass.version());
        }
    }

    /**
     * Decides standing cars again of which a booking is known now, whoever heard of it when: also one that became known
     * before the loop told that a car stands there. And those for which the barrier did not open, once it is back.
     */
    @Scheduled(fixedDelay = 500)
    void lookAgain() {
        Instant now = clock.instant();
        standing.forgetThoseWhoNeverCame(now);
        standing.all(now).forEach(car -> threads.execute(() -> lookAgainAt(car, now)));
    }

    private void lookAgainAt(StandingCar car, Instant now) {
        if (car.isToBeOpenedForAgain(now)) {
            reconsider(car, "again:" + car.failures());
        } else {
            reconsiderIfNews(car);
        }
    }

    /** Decides the car that stands at a lane as if its plate had been read so; empty if none stands there. */
    public Optional<Ruling> readAgainAs(Lane lane, Plate plate) {
        Instant now = clock.instant();
        return inTurn(
                lane.key(),
                () -> standing.at(lane.key(), now)
                        .filter(standing::take)
                        .flatMap(car -> decide(
                                car.lane(),
                                new Look(
                                        car.eventId() + ":as:" + plate.value(),
                                        car.read().readAs(plate),
                                        car.cameAt(),
                                        0),
                                now)));
    }

    /** Decides a standing car again, unless somebody else is just doing so. */
    void reconsider(StandingCar car, String cause) {
        inTurn(
                car.lane().lane().key(),
                () -> standing.take(car)
                        ? decide(
                                car.lane(),
                                new Look(car.eventId() + ":" + cause, car.read(), car.cameAt(), car.failures()),
                                clock.instant())
                        : Optional.empty());
    }

    /**
     * The reservations that the read may be of, as far as this machine knows; where a loop tells that a car stands at an
     * exit, those that it may leave by.
     */
    private Set<String> known(LiveLane live, PlateRead read, Instant now) {
        Lane lane = live.lane();
        Plate plate = read.plate();
        return plate == null
                ? Set.of()
                : book.resembling(plate).stream()
                        .filter(pass -> pass.lotId().equals(lane.lotId()))
                        .filter(pass -> !StandingCars.seesWhoLeaves(live) || pass.mayLeaveAt(now))
                        .map(Pass::reservationId)
                        .collect(Collectors.toSet());
    }

    private Optional<Ruling> decide(LiveLane live, Look look, Instant now) {
        PlateRead read = look.read();
        Lane lane = live.lane();
        CameraSetup camera = lane.camera();
        if (camera == null) {
            return Optional.empty();
        }
        Set<String> known = known(live, read, now);
        freeWhoComesAgain(live, read, known);
        Arrival arrival = new Arrival(
                lane.lotId(),
                read.plate(),
                new Arrival.Ticket.None(),
                read.confidence(),
                camera.confidenceFloor(),
                lane.admits(),
                blocked.ofLot(lane.lotId()),
                read.heading() == Heading.AWAY,
                now);
        Ruling ruling = arriving.arrive(
                new Visit(look.eventId(), look.eventId(), lane.gateId(), lane.direction(), arrival, false));
        live.note(ruling);
        log.info(
                "{} {} {} at {}: {} {}",
                lane.key(),
                lane.direction(),
                read.plate(),
                ruling.level(),
                ruling.allowed() ? "open" : "closed",
                ruling.reason());
        if (ruling.allowed() && !isStillToPass(ruling, now)) {
            log.warn("{}: {} was let through before, and is gone", lane.key(), read.plate());
            return Optional.of(ruling);
        }
        if (ruling.allowed()) {
            standing.gone(lane.key());
            groups.letThrough(lane.key(), read);
            if (!liveLanes.letThrough(live, ruling) && mayBeLetThroughAgain(lane, ruling, now)) {
                standing.refused(look.of(live, ruling, now, known, look.failures() + 1));
            }
        } else {
            remember(look.of(live, ruling, now, known, 0));
        }
        return Optional.of(ruling);
    }

    /** Whether the pass of a car for which the barrier did not open is free again. */
    private boolean mayBeLetThroughAgain(Lane lane, Ruling ruling, Instant now) {
        return ruling.reservationIdIfAllowed()
                .flatMap(book::find)
                .filter(pass ->
                        lane.direction() == Direction.ENTRY ? pass.state() == PassState.EXPECTED : pass.mayLeaveAt(now))
                .isPresent();
    }

    /** By its plate as it is: who only looks alike may be the car behind. */
    private void freeWhoComesAgain(LiveLane live, PlateRead read, Set<String> known) {
        if (read.heading() == Heading.AWAY) {
            return;
        }
        known.stream()
                .flatMap(reservationId -> book.find(reservationId).stream())
                .filter(pass -> pass.plate().equals(read.plate()))
                .forEach(pass -> liveLanes.comesAgain(live, pass.reservationId()));
    }

    /**
     * Whether the car of a ruling has yet to pass. A push may come again, or late, to an instance that was not asked
     * before: by then its car may have passed, and the next one stands there.
     */
    private boolean isStillToPass(Ruling ruling, Instant now) {
        Optional<Pass> pass = ruling.reservationIdIfAllowed().flatMap(book::find);
        boolean ofThisEvent =
                pass.filter(known -> known.wasMovedBy(ruling.eventId())).isPresent();
        if (ofThisEvent) {
            return pass.filter(known -> known.state() == PassState.ADMITTED || known.state() == PassState.LEAVING)
                    .isPresent();
        }
        return ruling.at().plus(ONE_OPENING).isAfter(now);
    }

    /** News that came while the car was decided found nobody standing there: then it is decided again. */
    private void remember(StandingCar car) {
        standing.refused(car);
        reconsiderIfNews(car);
    }

    /**
     * Where its booking moves elsewhere is no news: that is another car of its plate, or its driver turned away. Of one
     * that stands on the loop of an exit it is: its entry was told of late.
     */
    private void reconsiderIfNews(StandingCar car) {
        Set<String> news = new HashSet<>(known(car.lane(), car.read(), clock.instant()));
        news.removeAll(car.known());
        if (!news.isEmpty()) {
            reconsider(car, "news:" + Integer.toHexString(news.hashCode()));
        }
    }

    /**
     * A car that is to be decided.
     *
     * @param cameAt when it was last read
     * @param failures how often the barrier has not opened for it
     */
    private record Look(String eventId, PlateRead read, Instant cameAt, int failures) {
        StandingCar of(LiveLane live, Ruling ruling, Instant now, Set<String> known, int failuresNow) {
            return new StandingCar(live, eventId, read, cameAt, ruling, now, known, failuresNow);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
