package com.parkhold.local.lanes;

import com.parkhold.local.lanes.barrier.ArmPosition;
import com.parkhold.local.lanes.barrier.BarrierArm;
import com.parkhold.local.lanes.barrier.Drive;
import com.parkhold.local.lanes.barrier.LockedTimers;
import com.parkhold.local.lanes.barrier.LoopInput;
import com.parkhold.local.lanes.barrier.Timers;
import com.parkhold.local.lanes.camera.Camera;
import com.parkhold.local.lanes.camera.PushOutcome;
import com.parkhold.local.lanes.camera.VendorFormat;
import com.parkhold.local.lanes.isapi.BarrierCamera;
import com.parkhold.local.lanes.modbus.ControllerProfile;
import com.parkhold.local.lanes.modbus.LaneController;
import com.parkhold.local.lanes.modbus.ModbusController;
import com.parkhold.local.lanes.modbus.RelayBoard;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One lane: loops, arm, controller and camera, wired together. One lock guards the hardware; the road takes one car at
 * a time, in the order in which they came.
 */
final class Lane {
    private static final String HIKVISION = "hikvision";
    private static final Duration BOUNCE = Duration.ofMillis(4);
    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(10);

    private final LaneSettings settings;
    private final ControllerProfile profile;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Semaphore road = new Semaphore(1, true);
    private final RelayBoard board;
    private final BarrierArm arm;
    private final LaneController controller;
    private final Camera camera;
    private final LaneFaults faults;
    private @Nullable Instant lastPulse;
    private long pulses;
    private long carsSeen;
    private long carsPassed;

    Lane(LaneSettings settings, Neighbourhood around) {
        this.settings = settings;
        this.clock = around.clock();
        profile = ControllerProfile.named(settings.profile());
        Timers timers = new LockedTimers(around.timers(), lock, changed::signalAll);
        arm = new BarrierArm(around.timing(), timers, this::showLimits);
        board = new RelayBoard(profile.relays(), profile.inputs(), timers, this::contact);
        showLimits(ArmPosition.CLOSED);
        controller = profile.name().equals(HIKVISION)
                ? new BarrierCamera(settings.modbusPort(), board, lock, clock)
                : new ModbusController(around.modbus(), settings.modbusPort(), profile, board, arm::position, lock);
        camera = new Camera(settings.cameraId(), around.cameras(), clock, around.timers());
        faults = new LaneFaults(controller, camera, this::weld, fault -> locked(() -> arm.fault(fault)));
    }

    LaneSettings settings() {
        return settings;
    }

    LaneFaults faults() {
        return faults;
    }

    /** @throws IOException if the port is taken */
    void open() throws IOException, InterruptedException {
        controller.listen();
    }

    void close() throws IOException, InterruptedException {
        controller.hangUp();
    }

    /** Waits for the cars ahead and for the arm to come down behind them, as a driver does who is not tailgating. */
    void takeTheRoad() throws InterruptedException {
        road.acquire();
        await(() -> arm.position() == ArmPosition.CLOSED || liftHeld(), LONGEST_CLOSING);
    }

    void leaveTheRoad() {
        road.release();
    }

    /** @return false if it did not open in time */
    boolean awaitOpen(Duration timeout) throws InterruptedException {
        return await(() -> arm.position() == ArmPosition.OPEN, timeout);
    }

    /** A car comes onto a loop or leaves it; with a chattering detector the contact bounces first. */
    void loop(LoopInput loop, boolean occupied) throws InterruptedException {
        for (int bounce = 0; faults.chatter() && bounce < 3; bounce++) {
            set(loop, occupied);
            Thread.sleep(BOUNCE);
            set(loop, !occupied);
            Thread.sleep(BOUNCE);
        }
        set(loop, occupied);
    }

    CompletableFuture<PushOutcome> read(
            String plate, double confidence, @Nullable String vendor, @Nullable String direction) {
        String format = vendor == null ? settings.vendor() : vendor;
        return camera.see(
                settings.cameraUrl(format),
                VendorFormat.named(format),
                plate,
                confidence,
                direction == null ? "forward" : direction);
    }

    void carSeen() {
        locked(() -> carsSeen++);
    }

    void carPassed() {
        locked(() -> carsPassed++);
    }

    long pulses() {
        lock.lock();
        try {
            return pulses;
        } finally {
            lock.unlock();
        }
    }

    /** When the lift contact closed last, or null if never. */
    @Nullable
    Instant lastPulse() {
        lock.lock();
        try {
            return lastPulse;
        } finally {
            lock.unlock();
        }
    }

    int liftAddress() {
        return profile.liftAddress();
    }

    LaneView view() {
        lock.lock();
        try {
            boolean[] relays = board.relays();
            boolean[] inputs = board.inputs();
            var named = new LinkedHashMap<String, Boolean>();
            for (LoopInput input : LoopInput.values()) {
                named.put(input.name().toLowerCase(Locale.ROOT).replace('_', '-'), inputs[input.number()]);
            }
            List<Boolean> coils =
                    IntStream.range(0, relays.length).mapToObj(i -> relays[i]).toList();
            return new LaneView(
                    settings,
                    arm.position(),
                    coils,
                    Collections.unmodifiableMap(named),
                    pulses,
                    carsSeen,
                    carsPassed,
                    controller.connections(),
                    faults.active());
        } finally {
            lock.unlock();
        }
    }

    private boolean liftHeld() {
        return IntStream.range(0, profile.relays())
                .anyMatch(relay -> profile.drive(relay) == Drive.LIFT && board.relay(relay));
    }

    private void contact(int relay, boolean closed) {
        Drive drive = profile.drive(relay);
        if (drive == Drive.LIFT && closed) {
            pulses++;
            lastPulse = clock.instant();
        }
        arm.contact(drive, closed);
        changed.signalAll();
    }

    private void showLimits(ArmPosition position) {
        board.input(LoopInput.OPEN_LIMIT.number(), position == ArmPosition.OPEN);
        board.input(LoopInput.CLOSED_LIMIT.number(), position == ArmPosition.CLOSED);
    }

    private void set(LoopInput loop, boolean occupied) {
        locked(() -> {
            board.input(loop.number(), occupied);
            if (loop == LoopInput.PASSAGE) {
                arm.passage(occupied);
            } else if (loop == LoopInput.SAFETY) {
                arm.safety(occupied);
            }
        });
    }

    private void weld(boolean welding) {
        locked(() -> board.weld(welding));
    }

    private boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return condition.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
