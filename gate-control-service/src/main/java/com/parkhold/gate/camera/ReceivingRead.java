package com.parkhold.gate.camera;

import com.parkhold.common.observability.CurrentTrace;
import com.parkhold.gate.blocking.BlockedPlates;
import com.parkhold.gate.camera.StandingCars.StandingCar;
import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.lane.CameraSetup;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.lane.Lanes;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.passage.Arriving;
import com.parkhold.gate.passage.LiveLane;
import com.parkhold.gate.passage.LiveLanes;
import com.parkhold.gate.passage.RawReads;
import com.parkhold.gate.passage.RawReads.RawRead;
import com.parkhold.gate.passage.Ruling;
import com.parkhold.gate.passage.Visit;
import com.parkhold.gate.plate.Plate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Takes a camera's push: understood, stored durably, answered, and then acted upon in this process. A push that comes
 * again is answered the same and acts once.
 */
@Service
public class ReceivingRead implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReceivingRead.class);

    /** As long as an arm that was told to rise is on its way: telling it again changes nothing. */
    private static final Duration ONE_OPENING = Duration.ofSeconds(3);

    private final Map<String, PlateReader> readers;
    private final Lanes lanes;
    private final RawReads rawReads;
    private final CarGroups groups;
    private final StandingCars standing;
    private final PassBook book;
    private final Arriving arriving;
    private final LiveLanes liveLanes;
    private final BlockedPlates blocked;
    private final ClockSkews skews;
    private final CurrentTrace trace;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ReceivingRead(
            List<PlateReader> readers,
            Lanes lanes,
            RawReads rawReads,
            CarGroups groups,
            StandingCars standing,
            PassBook book,
            Arriving arriving,
            LiveLanes liveLanes,
            BlockedPlates blocked,
            ClockSkews skews,
            CurrentTrace trace,
            Clock clock) {
        this.readers = readers.stream().collect(Collectors.toMap(PlateReader::vendor, Function.identity()));
        this.lanes = lanes;
        this.rawReads = rawReads;
        this.groups = groups;
        this.standing = standing;
        this.book = book;
        this.arriving = arriving;
        this.liveLanes = liveLanes;
        this.blocked = blocked;
        this.skews = skews;
        this.trace = trace;
        this.clock = clock;
        liveLanes.followBackOuts(lane -> groups.forget(lane.key()));
        book.follow(pass -> threads.execute(() -> reconsider(pass)));
    }

    /** Whether there is an adapter of that name. */
    public boolean knows(String vendor) {
        return readers.containsKey(vendor.toLowerCase(Locale.ROOT));
    }

    /** Takes a push; it is durable when this returns that it was taken. */
    public Outcome receive(String cameraId, String vendor, CameraPush push) {
        PlateReader reader = readers.get(vendor.toLowerCase(Locale.ROOT));
        Optional<Lane> lane = lanes.ofCamera(cameraId);
        if (reader == null || lane.isEmpty()) {
            return new Outcome.NoSuchCamera();
        }
        return switch (reader.read(push)) {
            case Reading.Malformed malformed -> new Outcome.Malformed(malformed.detail());
            case Reading.Understood understood -> {
                Instant now = clock.instant();
                for (PlateRead read : understood.reads()) {
                    boolean mayStandThere = skews.note(cameraId, read, now) && read.opens();
                    take(lane.get(), reader.vendor(), read, understood.raw(), now, mayStandThere);
                }
                yield new Outcome.Taken();
            }
        };
    }

    /** Whatever comes is stored; what cannot be of a car that stands there now (sent again, or held back) opens nothing. */
    private void take(Lane lane, String vendor, PlateRead read, String raw, Instant now, boolean mayStandThere) {
        String eventId = lane.camera() == null ? "" : "camera:" + lane.camera().cameraId() + ":" + read.eventKey();
        boolean first = rawReads.store(eventId, new RawRead(cameraIdOf(lane), vendor, now, raw));
        if (first && !mayStandThere && read.opens()) {
            log.warn(
                    "{}: a read of {}, taken at {}, came late: recorded only",
                    lane.key(),
                    read.plate(),
                    read.takenAt());
        }
        if (first && mayStandThere && groups.isNews(lane.key(), read, now)) {
            String cause = trace.traceparent().orElse(null);
            threads.execute(() -> trace.continuing(cause, "decide", () -> act(lane, eventId, read, now)));
        }
    }

    private void act(Lane lane, String eventId, PlateRead read, Instant now) {
        liveLanes.find(lane.lotId(), lane.gateId()).ifPresent(live -> decide(live, eventId, read, now));
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
     * before the loop told that a car stands there.
     */
    @Scheduled(fixedDelay = 500)
    void lookAgain() {
        Instant now = clock.instant();
        standing.forgetThoseWhoNeverCame(now);
        standing.all(now).forEach(car -> threads.execute(() -> reconsiderIfNews(car)));
    }

    /** Decides the car that stands at a lane as if its plate had been read so; empty if none stands there. */
    public Optional<Ruling> readAgainAs(Lane lane, Plate plate) {
        Instant now = clock.instant();
        return standing.at(lane.key(), now)
                .flatMap(car -> decide(
                        car.lane(),
                        car.eventId() + ":as:" + plate.value(),
                        car.read().readAs(plate),
                        now));
    }

    /** Decides a standing car again, unless somebody else is just doing so. */
    void reconsider(StandingCar car, String cause) {
        if (standing.take(car)) {
            decide(car.lane(), car.eventId() + ":" + cause, car.read(), clock.instant());
        }
    }

    /** The reservations that the read may be of, as far as this machine knows. */
    private Set<String> known(Lane lane, PlateRead read) {
        Plate plate = read.plate();
        return plate == null
                ? Set.of()
                : book.resembling(plate).stream()
                        .filter(pass -> pass.lotId().equals(lane.lotId()))
                        .map(Pass::reservationId)
                        .collect(Collectors.toSet());
    }

    private Optional<Ruling> decide(LiveLane live, String eventId, PlateRead read, Instant now) {
        Lane lane = live.lane();
        CameraSetup camera = lane.camera();
        if (camera == null) {
            return Optional.empty();
        }
        Set<String> known = known(lane, read);
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
        Ruling ruling = arriving.arrive(new Visit(eventId, eventId, lane.gateId(), lane.direction(), arrival, false));
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
            liveLanes.letThrough(live, ruling);
        } else {
            remember(new StandingCar(live, eventId, read, ruling, now, known));
        }
        return Optional.of(ruling);
    }

    /**
     * Whether the car of a ruling has yet to pass. A push may come again, or late, to an instance that was not asked
     * before: by then its car may have passed, and the next one stands there.
     */
    private boolean isStillToPass(Ruling ruling, Instant now) {
        Optional<Pass> pass = ruling.reservationIdIfAllowed().flatMap(book::find);
        boolean ofThisEvent = pass.filter(known -> ruling.eventId().equals(known.lastEventId()))
                .isPresent();
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

    /** Where its booking moves elsewhere is no news: that is another car of its plate, or its driver turned away. */
    private void reconsiderIfNews(StandingCar car) {
        Set<String> news = new HashSet<>(known(car.lane().lane(), car.read()));
        news.removeAll(car.known());
        if (!news.isEmpty()) {
            reconsider(car, "news:" + Integer.toHexString(news.hashCode()));
        }
    }

    private static String cameraIdOf(Lane lane) {
        return lane.camera() == null ? "" : lane.camera().cameraId();
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    /** What became of a push. */
    public sealed interface Outcome {
        /** Stored, durably. */
        record Taken() implements Outcome {}

        /** No lane has that camera, or no adapter has that name. */
        record NoSuchCamera() implements Outcome {}

        /** Not what that vendor sends. */
        record Malformed(String detail) implements Outcome {}
    }
}
