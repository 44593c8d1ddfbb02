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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A barrier behind a Modbus/TCP controller.
 *
 * <p>Its own thread keeps the connection, reads the inputs, and pays every OFF that is owed ({@link ArmDrive}). It is a
 * thread of the platform: a virtual one stands in line behind all that the cars of other lanes set going, and a car
 * that passes meanwhile is not seen.
 */
final class ModbusBarrier implements Barrier {

    private static final Logger log = LoggerFactory.getLogger(ModbusBarrier.class);
    private static final Duration POLL = Duration.ofMillis(150);
    /** While a car moves, or may be about to: several samples within the time in which an input must be stable. */
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(20);
    /** While nothing happens: still shorter than a car needs over a loop. */
    private static final Duration BETWEEN_IDLE_POLLS = Duration.ofMillis(200);

    private static final Duration BETWEEN_LOOKS_AT_THE_ARM = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS_AT_THE_MODE = Duration.ofSeconds(2);
    private static final Duration UNTIL_A_REFUSED_QUESTION_IS_ASKED_AGAIN = Duration.ofSeconds(5);
    private static final Duration STAYS_BUSY = Duration.ofSeconds(20);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final BarrierSetup setup;
    private final Dialect dialect;
    private final Connections connections;
    private final Connection connection;
    private final RelayMode mode;
    private final ArmDrive drive;
    private final Thread thread;
    private final Sensors sensors;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Arm arm;
    private boolean seenConnected;
    private boolean tellsArm;
    private long armSeenNanos = System.nanoTime();
    private long armAskedFromNanos = System.nanoTime();
    private long modeSeenNanos = System.nanoTime();
    private volatile long busyUntilNanos = System.nanoTime();

    ModbusBarrier(BarrierSetup setup, Dialect dialect, Connections connections, Clock clock) {
        this.setup = setup;
        this.dialect = dialect;
        this.connections = connections;
        connection = connections.take(setup.host(), setup.port());
        mode = new RelayMode(dialect, request -> send(request, POLL));
        drive = new ArmDrive(dialect, setup.pulse(), mode, new ToTheArm());
        sensors = new Sensors(setup.loopInputs(), clock);
        thread = Thread.ofPlatform()
                .daemon()
                .name("barrier " + setup.host() + ":" + setup.port())
                .unstarted(this::attend);
    }

    /** It is kept open from its first connection on. */
    void staysOpen() {
        drive.staysOpen();
    }

    ModbusBarrier start() {
        thread.start();
        return this;
    }

    @Override
    public Driven pulse() {
        return drive.pulse();
    }

    @Override
    public Driven keepOpen() {
        return drive.keepOpen();
    }

    @Override
    public void stayOpen() {
        drive.staysOpen();
        drive.keepOpen();
    }

    @Override
    public Driven lower() {
        return drive.lower(sensors::sight);
    }

    @Override
    public void letGo() {
        drive.letGo();
    }

    @Override
    public BarrierStatus status() {
        return new BarrierStatus(
                connection.isConnected(), drive.isKeptOpen(), sensors.loops(), position(), sensors.watchedSince());
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
                    drive.payOff();
                    poll();
                    stopForACar();
                    lookAtTheArm();
                    lookAtTheMode();
                    pause = FIRST_PAUSE;
                    await(isBusy() ? BETWEEN_POLLS : BETWEEN_IDLE_POLLS);
                } catch (IOException broken) {
                    log.debug("Controller {}:{}: {}", setup.host(), setup.port(), broken.getMessage());
                    pause = backOff(pause);
                } catch (RuntimeException broken) {
                    log.error("Controller {}:{} is connected anew", setup.host(), setup.port(), broken);
                    connection.drop();
                    pause = backOff(pause);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing is known any more, and everything is said again; answers how long the next pause is. */
    private Duration backOff(Duration pause) throws InterruptedException {
        seenConnected = false;
        sensors.lose();
        arm = null;
        Thread.sleep(pause);
        Duration longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    private void connect() throws IOException, InterruptedException {
        if (connection.isConnected() && seenConnected) {
            return;
        }
        connection.connect();
        log.info("Connected to the controller at {}:{}", setup.host(), setup.port());
        drive.sayAgain();
        tellsArm = dialect.askArm().isPresent();
        armAskedFromNanos = System.nanoTime();
        modeSeenNanos = System.nanoTime();
        mode.ask();
        seenConnected = true;
    }

    private static void await(Duration pause) throws InterruptedException {
        LockSupport.parkNanos(pause.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private boolean isBusy() {
        return busyUntilNanos - System.nanoTime() > 0;
    }

    private void stayBusy() {
        busyUntilNanos = System.nanoTime() + STAYS_BUSY.toNanos();
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

    private void lookAtTheArm() throws IOException, InterruptedException {
        long now = System.nanoTime();
        if (now - armSeenNanos < BETWEEN_LOOKS_AT_THE_ARM.toNanos()) {
            return;
        }
        armSeenNanos = now;
        if (dialect.askArm().isPresent() && now - armAskedFromNanos >= 0) {
            askForTheArm(dialect.askArm().get());
        }
        Arm position = position();
        if (position == Arm.CLOSED) {
            drive.isDown();
        }
        if (position == Arm.CLOSED || position == Arm.CLOSING) {
            drive.liftAgain();
        }
    }

    private void lookAtTheMode() throws IOException, InterruptedException {
        long now = System.nanoTime();
        if (now - modeSeenNanos >= BETWEEN_LOOKS_AT_THE_MODE.toNanos()) {
            modeSeenNanos = now;
            mode.ask();
        }
    }

    /** A controller that does not say is asked again later; what it said before is not believed any more. */
    private void askForTheArm(ModbusRequestPdu question) throws IOException, InterruptedException {
        try {
            arm = dialect.arm(send(question, POLL));
            tellsArm = true;
        } catch (RefusedException unknown) {
            arm = null;
            armAskedFromNanos = System.nanoTime() + UNTIL_A_REFUSED_QUESTION_IS_ASKED_AGAIN.toNanos();
            if (tellsArm) {
                tellsArm = false;
                log.warn("Controller {}:{} does not tell where its arm is", setup.host(), setup.port());
            }
        }
    }

    /** As the controller tells, else as the limit switches do. */
    private @Nullable Arm position() {
        Arm told = arm;
        return told == null ? sensors.arm() : told;
    }

    /** A car that drives under an arm that comes down by our command: whatever its own safety does, it stops. */
    private void stopForACar() throws IOException, InterruptedException {
        if (drive.isComingDown() && position() != Arm.OPENING && sensors.sight() == Sensors.Sight.OCCUPIED) {
            drive.stop();
        }
    }

    private ModbusResponsePdu send(ModbusRequestPdu request, Duration deadline)
            throws IOException, InterruptedException {
        return connection.send(setup.unitId(), request, deadline);
    }

    /** To the arm; a command ends the wait of an idle lane: its car moves now. */
    private final class ToTheArm implements ArmDrive.Line {

        @Override
        public void commanding() {
            stayBusy();
            LockSupport.unpark(thread);
        }

        @Override
        public ModbusResponsePdu send(ModbusRequestPdu request, Duration deadline)
                throws IOException, InterruptedException {
            return ModbusBarrier.this.send(request, deadline);
        }
    }
}
