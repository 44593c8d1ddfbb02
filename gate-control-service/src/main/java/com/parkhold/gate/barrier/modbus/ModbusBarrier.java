package com.parkhold.gate.barrier.modbus;

import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import com.parkhold.gate.barrier.Arm;
import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.barrier.BarrierStatus;
import com.parkhold.gate.barrier.LoopChange;
import com.parkhold.gate.lane.BarrierSetup;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
 * timed relays, an ON that may have been sent is followed by OFF until that is acknowledged, also after a reconnect. It
 * is a thread of the platform: a virtual one stands in line behind all that the cars of other lanes set going, and a car
 * that passes meanwhile is not seen.
 */
final class ModbusBarrier implements Barrier {

    private static final Logger log = LoggerFactory.getLogger(ModbusBarrier.class);
    private static final Duration COMMAND = Duration.ofMillis(150);
    private static final Duration POLL = Duration.ofMillis(150);
    /** While a car moves, or may be about to: several samples within the time in which an input must be stable. */
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(20);
    /** While nothing happens: still shorter than a car needs over a loop. */
    private static final Duration BETWEEN_IDLE_POLLS = Duration.ofMillis(200);

    private static final Duration BETWEEN_LOOKS_AT_THE_ARM = Duration.ofMillis(200);
    private static final Duration STAYS_BUSY = Duration.ofSeconds(20);
    /** An arm that closes by command has closed after that. */
    private static final Duration COMES_DOWN_WITHIN = Duration.ofSeconds(15);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final long NOTHING_OWED = Long.MAX_VALUE;

    private final BarrierSetup setup;
    private final Dialect dialect;
    private final Connections connections;
    private final Connection connection;
    private final RelayMode mode;
    private final Thread thread;
    private final Sensors sensors;
    private final AtomicLong offDueNanos = new AtomicLong(NOTHING_OWED);
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean keptOpen;
    private volatile long comesDownUntilNanos = System.nanoTime();
    private volatile @Nullable Arm arm;
    private boolean seenConnected;
    private boolean tellsArm;
    private long armSeenNanos = System.nanoTime();
    private volatile long busyUntilNanos = System.nanoTime();

    ModbusBarrier(BarrierSetup setup, Dialect dialect, Connections connections, Clock clock) {
        this.setup = setup;
        this.dialect = dialect;
        this.connections = connections;
        connection = connections.take(setup.host(), setup.port());
        mode = new RelayMode(dialect, request -> send(request, POLL));
        sensors = new Sensors(setup.loopInputs(), clock);
        thread = Thread.ofPlatform()
                .daemon()
                .name("barrier " + setup.host() + ":" + setup.port())
                .unstarted(this::attend);
    }

    ModbusBarrier start() {
        thread.start();
        return this;
    }

    @Override
    public Driven pulse() {
        comesDownUntilNanos = System.nanoTime();
        if (keptOpen) {
            // Somebody else may have let it down meanwhile.
            return command(dialect.lift());
        }
        if (!mode.obeys()) {
            return new Driven.Failed("the relay is set to follow its input, and ignores commands");
        }
        if (!dialect.isTimed()) {
            offDueNanos.set(System.nanoTime() + setup.pulse().toNanos());
        }
        return command(dialect.open());
    }

    @Override
    public Driven keepOpen() {
        comesDownUntilNanos = System.nanoTime();
        Driven driven = command(dialect.lift());
        if (driven instanceof Driven.Done) {
            keptOpen = true;
            offDueNanos.set(NOTHING_OWED);
        }
        return driven;
    }

    @Override
    public Driven lower() {
        keptOpen = false;
        List<ModbusRequestPdu> closing = dialect.close();
        if (!dialect.isTimed() || !dialect.isMomentary()) {
            offDueNanos.set(System.nanoTime());
            Driven released = command(dialect.release());
            if (!(released instanceof Driven.Done) || closing.isEmpty()) {
                return released;
            }
        }
        if (sensors.loops().containsValue(true)) {
            return new Driven.Failed("a loop is occupied");
        }
        comesDownUntilNanos = System.nanoTime() + COMES_DOWN_WITHIN.toNanos();
        return closing.stream()
                .map(this::command)
                .filter(driven -> !(driven instanceof Driven.Done))
                .findFirst()
                .orElseGet(Driven.Done::new);
    }

    /** A car that drives under an arm that comes down by our command: whatever its own safety does, it stops. */
    private void stopForACar() throws IOException, InterruptedException {
        if (comesDownUntilNanos - System.nanoTime() <= 0 || !sensors.loops().containsValue(true)) {
            return;
        }
        for (ModbusRequestPdu request : dialect.stop()) {
            send(request, COMMAND);
        }
        comesDownUntilNanos = System.nanoTime();
    }

    @Override
    public BarrierStatus status() {
        Arm told = arm;
        return new BarrierStatus(
                connection.isConnected(),
                keptOpen,
                sensors.loops(),
                told == null ? sensors.arm() : told,
                sensors.watchedSince());
    }

    @Override
    public Optional<Boolean> isLifting() {
        Optional<ModbusRequestPdu> question = dialect.askContact();
        if (question.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(dialect.isClosed(send(question.get(), POLL)));
        } catch (IOException nobodySays) {
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void follow(Consumer<LoopChange> follower) {
        sensors.follow(follower);
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
                    stopForACar();
                    lookAtTheArm();
                    pause = FIRST_PAUSE;
                    await(isBusy() ? BETWEEN_POLLS : BETWEEN_IDLE_POLLS);
                } catch (IOException broken) {
                    seenConnected = false;
                    sensors.lose();
                    arm = null;
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
            send(dialect.lift(), COMMAND);
        } else if (!dialect.isTimed()) {
            offDueNanos.compareAndSet(NOTHING_OWED, System.nanoTime());
        }
        tellsArm = dialect.askArm().isPresent();
        mode.ask();
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
        send(dialect.release(), COMMAND);
        offDueNanos.compareAndSet(due, NOTHING_OWED);
    }

    private void poll() throws IOException, InterruptedException {
        Optional<ModbusRequestPdu> question = dialect.askInputs();
        if (question.isEmpty()) {
            return;
        }
        boolean idle = !isBusy();
        byte[] bits = dialect.inputs(send(question.get(), POLL));
        if (sensors.sample(bits, idle, System.nanoTime())) {
            stayBusy();
        }
    }

    /** A controller that knows of no position is not asked again on this connection. */
    private void lookAtTheArm() throws IOException, InterruptedException {
        long now = System.nanoTime();
        if (!tellsArm || now - armSeenNanos < BETWEEN_LOOKS_AT_THE_ARM.toNanos()) {
            return;
        }
        armSeenNanos = now;
        try {
            arm = dialect.arm(send(dialect.askArm().orElseThrow(), POLL));
        } catch (RefusedException unknown) {
            tellsArm = false;
            log.warn("Controller {}:{} does not tell where its arm is", setup.host(), setup.port());
        }
        if (keptOpen && dialect.isMomentary() && (arm == Arm.CLOSED || arm == Arm.CLOSING)) {
            send(dialect.lift(), COMMAND);
        }
    }

    private ModbusResponsePdu send(ModbusRequestPdu request, Duration deadline)
            throws IOException, InterruptedException {
        return connection.send(setup.unitId(), request, deadline);
    }

    private Driven command(ModbusRequestPdu request) {
        stayBusy();
        LockSupport.unpark(thread);
        try {
            send(request, COMMAND);
            return new Driven.Done();
        } catch (UnansweredException nobodySays) {
            return new Driven.Unknown(String.valueOf(nobodySays.getMessage()));
        } catch (IOException failed) {
            return new Driven.Failed(String.valueOf(failed.getMessage()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Driven.Failed("the service stops");
        }
    }
}
