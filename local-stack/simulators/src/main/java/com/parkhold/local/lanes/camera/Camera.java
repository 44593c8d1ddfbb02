package com.parkhold.local.lanes.camera;

import com.parkhold.local.lanes.barrier.Timers;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The camera of one lane. Safe for many threads. */
public final class Camera {
    private static final Duration OVERTAKING = Duration.ofMillis(200);

    private final String cameraId;
    private final CameraNetwork network;
    private final Clock clock;
    private final Timers timers;
    private final AtomicLong events = new AtomicLong();
    private CameraFaults faults = CameraFaults.none();
    private @Nullable CompletableFuture<Boolean> overtaken;

    public Camera(String cameraId, CameraNetwork network, Clock clock, Timers timers) {
        this.cameraId = cameraId;
        this.network = network;
        this.clock = clock;
        this.timers = timers;
    }

    public synchronized CameraFaults faults() {
        return faults;
    }

    public synchronized void faults(CameraFaults next) {
        faults = next;
    }

    /** Reads a plate and pushes it. The outcome is that of the first push, which decides at the gate. */
    public CompletableFuture<PushOutcome> see(
            URI address, VendorFormat format, String plate, double confidence, String direction) {
        CameraFaults now = faults();
        Sighting sighting = sighting(UUID.randomUUID(), now.seen(plate), confidence, direction, now);
        return turn(now).thenCompose(_ -> pushAll(address, format, sighting, now));
    }

    private CompletableFuture<PushOutcome> pushAll(
            URI address, VendorFormat format, Sighting sighting, CameraFaults now) {
        CompletableFuture<PushOutcome> first = push(address, format, sighting);
        for (int copy = 1; copy < now.copies(); copy++) {
            UUID id = now.freshIds() ? UUID.randomUUID() : sighting.eventId();
            var again = new Sighting(
                    id,
                    cameraId,
                    sighting.plate(),
                    sighting.confidence(),
                    sighting.at(),
                    sighting.direction(),
                    sighting.sequence());
            CompletableFuture<PushOutcome> _ = push(address, format, again);
        }
        return first;
    }

    private CompletableFuture<PushOutcome> push(URI address, VendorFormat format, Sighting sighting) {
        List<CameraPush> pushes = format.pushes(sighting);
        CompletableFuture<PushOutcome> first = network.send(address, pushes.getFirst());
        for (CameraPush later : pushes.subList(1, pushes.size())) {
            CompletableFuture<PushOutcome> _ = network.send(address, later);
        }
        return first;
    }

    /** Completes when it is this read's turn; with reordering each second read overtakes the one before. */
    private synchronized CompletableFuture<Boolean> turn(CameraFaults now) {
        var waiting = overtaken;
        if (waiting != null && !waiting.isDone()) {
            overtaken = null;
            timers.after(OVERTAKING, () -> waiting.complete(true));
            return CompletableFuture.completedFuture(true);
        }
        if (now.heldBack().isZero()) {
            return CompletableFuture.completedFuture(true);
        }
        var held = new CompletableFuture<Boolean>();
        overtaken = held;
        timers.after(now.heldBack(), () -> held.complete(true));
        return held;
    }

    private Sighting sighting(UUID id, String plate, double confidence, String direction, CameraFaults now) {
        var at = clock.instant().plus(now.skew()).atOffset(ZoneOffset.UTC);
        return new Sighting(id, cameraId, plate, confidence, at, direction, events.incrementAndGet());
    }
}
