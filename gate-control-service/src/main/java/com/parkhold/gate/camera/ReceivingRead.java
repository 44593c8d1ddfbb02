package com.parkhold.gate.camera;

import com.parkhold.common.observability.CurrentTrace;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.lane.Lanes;
import com.parkhold.gate.passage.Arriving;
import com.parkhold.gate.passage.LiveLanes;
import com.parkhold.gate.passage.RawReads;
import com.parkhold.gate.passage.RawReads.RawRead;
import com.parkhold.gate.passage.RawReads.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Takes a camera's push: understood, stored durably, answered, and then acted upon in this process. A push that comes
 * again is answered the same and acts once, also where this machine died before it did.
 */
@Service
public class ReceivingRead implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReceivingRead.class);

    private final Map<String, PlateReader> readers;
    private final Lanes lanes;
    private final RawReads rawReads;
    private final CarGroups groups;
    private final DecidingReads deciding;
    private final LiveLanes liveLanes;
    private final ClockSkews skews;
    private final InterruptedReads interrupted;
    private final CurrentTrace trace;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ReceivingRead(
            List<PlateReader> readers,
            Lanes lanes,
            RawReads rawReads,
            CarGroups groups,
            DecidingReads deciding,
            Arriving arriving,
            LiveLanes liveLanes,
            ClockSkews skews,
            CurrentTrace trace,
            Clock clock) {
        this.readers = readers.stream().collect(Collectors.toMap(PlateReader::vendor, Function.identity()));
        this.lanes = lanes;
        this.rawReads = rawReads;
        this.groups = groups;
        this.deciding = deciding;
        this.liveLanes = liveLanes;
        this.skews = skews;
        this.trace = trace;
        this.clock = clock;
        interrupted = new InterruptedReads(
                rawReads::firstCame, eventId -> arriving.decidedBefore(eventId).isPresent(), clock.instant());
        liveLanes.followBackOuts(lane -> groups.forget(lane.key()));
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
            case Reading.Understood understood -> take(lane.get(), reader.vendor(), understood);
        };
    }

    /** One push is stored once, under the name of its first read, however many there are in it. */
    private Outcome take(Lane lane, String vendor, Reading.Understood push) {
        if (push.reads().isEmpty()) {
            return new Outcome.Taken();
        }
        Instant now = clock.instant();
        PlateRead first = push.reads().getFirst();
        boolean inTime = skews.note(cameraIdOf(lane), first, now);
        Stored stored = rawReads.store(eventIdOf(lane, first), new RawRead(cameraIdOf(lane), vendor, now, push.raw()));
        if (stored == Stored.NOWHERE) {
            return new Outcome.NotStored();
        }
        List<PlateRead> opening = push.reads().stream().filter(PlateRead::opens).toList();
        if (!inTime && stored == Stored.NEW) {
            opening.forEach(read -> sayThatItCameLate(lane, read));
        } else if (stored == Stored.NEW) {
            opening.stream()
                    .filter(read -> groups.isNews(lane.key(), read, now))
                    .forEach(read -> inBackground(() -> act(lane, read, now)));
        } else if (inTime && !opening.isEmpty()) {
            inBackground(() -> actOnInterrupted(lane, opening, now));
        }
        return new Outcome.Taken();
    }

    /** What cannot be of a car that stands there now opens nothing. */
    private static void sayThatItCameLate(Lane lane, PlateRead read) {
        log.warn("{}: a read of {}, taken at {}, came late: recorded only", lane.key(), read.plate(), read.takenAt());
    }

    private void inBackground(Runnable decision) {
        String cause = trace.traceparent().orElse(null);
        threads.execute(() -> trace.continuing(cause, "decide", decision));
    }

    private void actOnInterrupted(Lane lane, List<PlateRead> reads, Instant now) {
        if (!interrupted.isFromBefore(eventIdOf(lane, reads.getFirst()), now)) {
            return;
        }
        for (PlateRead read : reads) {
            if (interrupted.isUndecided(eventIdOf(lane, read)) && groups.isNews(lane.key(), read, now)) {
                log.info("{}: {} is decided now that it came again", lane.key(), read.plate());
                act(lane, read, now);
            }
        }
    }

    private void act(Lane lane, PlateRead read, Instant now) {
        liveLanes
                .find(lane.lotId(), lane.gateId())
                .ifPresent(live -> deciding.decideInTurn(live, eventIdOf(lane, read), read, now));
    }

    private static String eventIdOf(Lane lane, PlateRead read) {
        return "camera:" + cameraIdOf(lane) + ":" + read.eventKey();
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

        /** Neither disk nor database took it: it is to be sent again. */
        record NotStored() implements Outcome {}

        /** No lane has that camera, or no adapter has that name. */
        record NoSuchCamera() implements Outcome {}

        /** Not what that vendor sends. */
        record Malformed(String detail) implements Outcome {}
    }
}
