package com.parkhold.benchmarks.gate;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A lane: its controller and its camera. A car drives through as soon as the arm goes up. */
final class Lane implements AutoCloseable {

    /** No two cars of a lane are closer than that. */
    private static final long GAP_NANOS = 110_000_000;

    private static final double SHARE_ON_THE_LOOP = 0.45;

    private final String gateId;
    private final Controller controller;
    private final Road road;
    private final List<Long> openings = new CopyOnWriteArrayList<>();
    private volatile long nanosPerCar = 1;
    private long loopFreeNanos = System.nanoTime();
    private @Nullable Camera camera;

    Lane(String gateId, Road road) throws IOException {
        this.gateId = gateId;
        this.road = road;
        controller = new Controller(this::opened);
    }

    String gateId() {
        return gateId;
    }

    Controller controller() {
        return controller;
    }

    void watchedBy(Camera fresh) {
        camera = fresh;
    }

    Camera camera() {
        return Objects.requireNonNull(camera);
    }

    /** When the arm went up, in the clock of {@link System#nanoTime}, in order. */
    List<Long> openings() {
        return openings;
    }

    /** @param nanosPerCar from one car to the next: nearly half of it a car stands on the loop */
    void begin(long nanosPerCar) {
        this.nanosPerCar = nanosPerCar;
        openings.clear();
    }

    private void opened(long nanos) {
        openings.add(nanos);
        long overTheLoop = drivesAt(nanos) - System.nanoTime();
        road.after(overTheLoop, () -> controller.passage(true));
        road.after(overTheLoop + onTheLoop(), () -> controller.passage(false));
    }

    /** Behind the car before it, with a gap that the loop can see. */
    private synchronized long drivesAt(long openedNanos) {
        long free = loopFreeNanos + GAP_NANOS;
        long drives = Math.max(openedNanos + nanosPerCar / 10, free);
        loopFreeNanos = drives + onTheLoop();
        return drives;
    }

    private long onTheLoop() {
        return Math.round(nanosPerCar * SHARE_ON_THE_LOOP);
    }

    @Override
    public void close() {
        controller.close();
    }
}
