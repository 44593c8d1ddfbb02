package com.parkhold.gate.barrier.modbus;

import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.barrier.BarrierStatus;
import com.parkhold.gate.barrier.Loop;
import com.parkhold.gate.barrier.LoopChange;
import com.parkhold.gate.lane.BarrierSetup;
import com.parkhold.gate.lane.LoopInputs;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A barrier behind a Modbus/TCP controller.
 *
 * <p>Its own thread keeps the connection, reads the inputs, and owes the controller every OFF: where a controller has no
 * timed relays, an ON that may have been sent is followed by OFF until that is acknowledged, also after a reconnect.
 */
final class ModbusBarrier implements Barrier {

    private static final Logger log = LoggerFactory.getLogger(ModbusBarrier.class);
    private static final Duration COMMAND = Duration.ofMillis(150);
    private static final Duration POLL = Duration.ofMillis(150);
    /** While a car moves, or may be about to: several samples within the time in which an input must be stable. */
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(20);
    /** While nothing happens: still shorter than a car needs over a loop. */
    private static final Duration BETWEEN_IDLE_POLLS = Duration.ofMillis(200);

    private static final Duration STAYS_BUSY = Duration.ofSeconds(20);
    private static final Duration STABLE = Duration.ofMillis(35);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final long NOTHING_OWED = Long.MAX_VALUE;
    private static final int ON = 0xFF00;
    private static final int OFF = 0x0000;

    private final BarrierSetup setup;
    private final Profile profile;
    private final Connections connections;
    private final Connection connection;
    private final Clock clock;
    private final Thread thread;
    private final Map<Loop, Debounced> inputs = new EnumMap<>(Loop.class);
    private final Map<Loop, Boolean> loops = new ConcurrentHashMap<>();
    private final List<Consumer<LoopChange>> followers = new CopyOnWriteArrayList<>();
    private final AtomicLong offDueNanos = new AtomicLong(NOTHING_OWED);
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean keptOpen;
    private boolean seenConnected;
    private volatile long busyUntilNanos = System.nanoTime();

    ModbusBarrier(BarrierSetup setup, Profile profile, Connections connections, Clock clock) {
        this.setup = setup;
        this.profile = profile;
        this.clock = clock;
        this.connections = connections;
        connection = connections.take(setup.host(), setup.port());
        for (Loop loop : Loop.values()) {
            if (inputOf(loop) != null) {
                inputs.put(loop, new Debounced(STABLE));
            }
        }
        thread = Thread.ofVirtual()
                .name("barrier " + setup.host() + ":" + setup.port())
                .unstarted(this::attend);
    }

    ModbusBarrier start() {
        thread.start();
        return this;
    }

    @Override
    public Driven pulse() {
        if (keptOpen) {
            return new Driven.Done();
        }
        if (profile.flashes()) {
            int tenths = Math.toIntExact(setup.pulse().toMillis() / 100);
            return write(profile.flash() + setup.openCoil(), tenths);
        }
        offDueNanos.set(System.nanoTime() + setup.pulse().toNanos());
        return write(lift(), ON);
    }

    @Override
    public Driven keepOpen() {
        Driven driven = write(lift(), ON);
        if (driven instanceof Driven.Done) {
            keptOpen = true;
            offDueNanos.set(NOTHING_OWED);
        }
        return driven;
    }

    @Override
    public Driven lower() {
        keptOpen = false;
        offDueNanos.set(System.nanoTime());
        Driven released = write(lift(), OFF);
        Integer closeCoil = setup.closeCoil();
        if (released instanceof Driven.Failed || closeCoil == null) {
            return released;
        }
        if (status().isOccupied()) {
            return new Driven.Failed("a loop is occupied");
        }
        Driven closing = write(profile.coils() + closeCoil, ON);
        write(profile.coils() + closeCoil, OFF);
        return closing;
    }

    @Override
    public BarrierStatus status() {
        return new BarrierStatus(connection.isConnected(), keptOpen, Map.copyOf(loops));
    }

    @Override
    public void follow(Consumer<LoopChange> follower) {
        followers.add(follower);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            thread.interrupt();
            connections.giveBack(setup.host(), setup.port());
        }
    }

    private void attend() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    connect();
                    payOff();
                    poll();
                    pause = FIRST_PAUSE;
                    await(isBusy() ? BETWEEN_POLLS : BETWEEN_IDLE_POLLS);
                } catch (IOException broken) {
                    seenConnected = false;
                    loops.clear();
                    log.debug("Controller {}:{}: {}", setup.host(), setup.port(), broken.getMessage());
                    Thread.sleep(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** A controller that was away may have lost what it was told: staying open is said again, and so is every OFF. */
    private void connect() throws IOException, InterruptedException {
        if (connection.isConnected() && seenConnected) {
            return;
        }
        connection.connect();
        log.info("Connected to the controller at {}:{}", setup.host(), setup.port());
        if (keptOpen) {
            connection.send(setup.unitId(), new WriteSingleCoilRequest(lift(), ON), COMMAND);
        } else if (!profile.flashes()) {
            offDueNanos.compareAndSet(NOTHING_OWED, System.nanoTime());
        }
        seenConnected = true;
    }

    /** A command ends the wait of an idle lane: its car moves now. */
    private static void await(Duration pause) throws InterruptedException {
        LockSupport.parkNanos(pause.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private boolean isBusy() {
        return busyUntilNanos - System.nanoTime() > 0 || offDueNanos.get() != NOTHING_OWED;
    }

    private void stayBusy() {
        busyUntilNanos = System.nanoTime() + STAYS_BUSY.toNanos();
    }

    private void payOff() throws IOException, InterruptedException {
        long due = offDueNanos.get();
        if (due == NOTHING_OWED || System.nanoTime() - due < 0) {
            return;
        }
        connection.send(setup.unitId(), new WriteSingleCoilRequest(lift(), OFF), COMMAND);
        offDueNanos.compareAndSet(due, NOTHING_OWED);
    }

    private void poll() throws IOException, InterruptedException {
        int count = setup.loopInputs().count();
        if (count == 0) {
            return;
        }
        if (!(connection.send(setup.unitId(), new ReadDiscreteInputsRequest(profile.inputs(), count), POLL)
                        instanceof ReadDiscreteInputsResponse read)
                || read.inputs().length * 8 < count) {
            throw new IOException("the controller answers something else");
        }
        long now = System.nanoTime();
        inputs.forEach((loop, debounced) -> sample(loop, debounced, read.inputs(), now));
    }

    private void sample(Loop loop, Debounced debounced, byte[] bits, long now) {
        Integer input = inputOf(loop);
        if (input == null) {
            return;
        }
        boolean on = (bits[input / 8] >> (input % 8) & 1) == 1;
        boolean occupied = on != setup.loopInputs().normallyClosed().contains(input);
        if (occupied) {
            stayBusy();
        }
        boolean changed = debounced.sample(occupied, now);
        loops.put(loop, debounced.value());
        if (changed) {
            LoopChange change = new LoopChange(loop, debounced.value(), clock.instant());
            followers.forEach(follower -> follower.accept(change));
        }
    }

    private Driven write(int address, int value) {
        stayBusy();
        LockSupport.unpark(thread);
        try {
            connection.send(setup.unitId(), new WriteSingleCoilRequest(address, value), COMMAND);
            return new Driven.Done();
        } catch (IOException failed) {
            return new Driven.Failed(String.valueOf(failed.getMessage()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Driven.Failed("the service stops");
        }
    }

    private int lift() {
        return profile.coils() + setup.openCoil();
    }

    private @Nullable Integer inputOf(Loop loop) {
        LoopInputs wired = setup.loopInputs();
        return switch (loop) {
            case ARMING -> wired.arming();
            case SAFETY -> wired.safety();
            case PASSAGE -> wired.passage();
        };
    }
}
