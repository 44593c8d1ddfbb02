package com.parkhold.gate.barrier.modbus;

import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import com.parkhold.gate.barrier.Barrier.Driven;
import com.parkhold.gate.barrier.modbus.OwedReleases.Owed;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is told to one arm, and what is owed for it: an ON that may have been sent is followed by OFF until that is
 * acknowledged, also after a reconnect. Safe for many threads; one tells the arm something at a time, so that an arm that
 * is told to rise is not stopped any more for having come down.
 */
final class ArmDrive {

    private static final Logger log = LoggerFactory.getLogger(ArmDrive.class);
    private static final Duration COMMAND = Duration.ofMillis(150);
    /** An arm that closes by command has closed after that. */
    private static final Duration COMES_DOWN_WITHIN = Duration.ofSeconds(15);

    /** It is on its way up within that time. */
    private static final Duration BETWEEN_LIFTS = Duration.ofSeconds(2);

    private static final Driven IGNORED =
            new Driven.Failed("the relay is set to follow its input, and ignores commands");
    private static final Driven A_LOOP_IS_OCCUPIED = new Driven.Failed("a loop is occupied");
    private static final Duration UNTIL_A_REFUSED_RELEASE_IS_TRIED_AGAIN = Duration.ofSeconds(1);

    private final Dialect dialect;
    private final Duration pulse;
    private final RelayMode mode;
    private final Line line;
    private final Duration betweenLifts;
    private final OwedReleases owed = new OwedReleases();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean keptOpen;
    private volatile long comesDownUntilNanos = System.nanoTime();
    private long liftAgainAtNanos = System.nanoTime();

    ArmDrive(Dialect dialect, Duration pulse, RelayMode mode, Line line) {
        this(dialect, pulse, mode, line, BETWEEN_LIFTS);
    }

    ArmDrive(Dialect dialect, Duration pulse, RelayMode mode, Line line, Duration betweenLifts) {
        this.betweenLifts = betweenLifts;
        this.dialect = dialect;
        this.pulse = pulse;
        this.mode = mode;
        this.line = line;
    }

    boolean isKeptOpen() {
        return keptOpen;
    }

    Driven pulse() {
        turn.lock();
        try {
            rises();
            if (!mode.obeys()) {
                return IGNORED;
            }
            if (keptOpen) {
                // Somebody else may have let it down meanwhile.
                return command(dialect.lift());
            }
            oweReleaseAfterPulse();
            return command(dialect.open());
        } finally {
            turn.unlock();
        }
    }

    private void oweReleaseAfterPulse() {
        if (!dialect.isTimed()) {
            dialect.release().ifPresent(release -> owed.owe(release, pulse));
        }
    }

    /** One that nobody confirmed counts as failed: then the contact is not to stay closed either. */
    Driven keepOpen() {
        turn.lock();
        try {
            rises();
            if (!mode.obeys()) {
                return IGNORED;
            }
            Driven driven = command(dialect.lift());
            if (driven instanceof Driven.Done) {
                keptOpen = true;
                dialect.release().ifPresent(owed::forget);
            } else if (driven instanceof Driven.Unknown && !keptOpen) {
                dialect.release().ifPresent(release -> owed.owe(release, Duration.ZERO));
            }
            return driven;
        } finally {
            turn.unlock();
        }
    }

    /** It is to be kept open, whether or not it can be told so now: whoever connects says it. */
    void staysOpen() {
        turn.lock();
        try {
            keptOpen = true;
            dialect.release().ifPresent(owed::forget);
        } finally {
            turn.unlock();
        }
    }

    /**
     * Where the arm can be closed by command, nothing is done while a loop is known to be occupied. While nobody sees a
     * loop, it is not kept open any more, as after a pulse, and not closed.
     */
    Driven lower(Supplier<Sensors.Sight> loops) {
        turn.lock();
        try {
            if (dialect.close().isPresent() && loops.get() == Sensors.Sight.OCCUPIED) {
                return A_LOOP_IS_OCCUPIED;
            }
            keptOpen = false;
            owed.forget(dialect.lift());
            Optional<ModbusRequestPdu> release = dialect.release();
            Driven released = release.map(this::release).orElseGet(Driven.Done::new);
            Optional<Dialect.Push> close = dialect.close();
            if (!(released instanceof Driven.Done) || close.isEmpty()) {
                return released;
            }
            return switch (loops.get()) {
                case OCCUPIED -> A_LOOP_IS_OCCUPIED;
                case UNSEEN -> new Driven.Failed("nobody sees whether a loop is occupied");
                case FREE -> close(close.get());
            };
        } finally {
            turn.unlock();
        }
    }

    private Driven close(Dialect.Push close) {
        dialect.stop().ifPresent(this::letGo);
        comesDownUntilNanos = System.nanoTime() + COMES_DOWN_WITHIN.toNanos();
        return push(close);
    }

    /** Whether it comes down by our command, or may do so. */
    boolean isComingDown() {
        return comesDownUntilNanos - System.nanoTime() > 0;
    }

    /** It has arrived. */
    void isDown() {
        comesDownUntilNanos = System.nanoTime();
    }

    /** Stops it, unless it was told to rise meanwhile; one that cannot be stopped is told to rise. */
    void stop() throws IOException, InterruptedException {
        turn.lockInterruptibly();
        try {
            if (!isComingDown()) {
                return;
            }
            dialect.close().ifPresent(this::letGo);
            Optional<Dialect.Push> stop = dialect.stop();
            if (stop.isPresent()) {
                owe(stop.get());
                line.send(stop.get().on(), COMMAND);
            } else {
                oweReleaseAfterPulse();
                line.send(dialect.open(), COMMAND);
            }
            comesDownUntilNanos = System.nanoTime();
        } finally {
            turn.unlock();
        }
    }

    /** A controller that was away may have lost what it was told: staying open is said again, and so is every OFF. */
    void sayAgain() throws IOException, InterruptedException {
        turn.lockInterruptibly();
        try {
            if (keptOpen) {
                owed.owe(dialect.lift(), Duration.ZERO);
            } else if (!dialect.isTimed()) {
                dialect.release().filter(release -> !owed.owes(release)).ifPresent(this::oweAtOnce);
            }
            pushes().flatMap(push -> Stream.ofNullable(push.off())).forEach(this::oweAtOnce);
        } finally {
            turn.unlock();
        }
    }

    /** Whoever had the lane before may have left its contact closed. */
    void letGo() {
        turn.lock();
        try {
            if (!keptOpen) {
                dialect.release().ifPresent(this::oweAtOnce);
            }
        } finally {
            turn.unlock();
        }
    }

    /**
     * Lifts an arm again that is kept open and is down: somebody let it down, or it fell. A contact that stays closed is
     * opened first, for what looks at its closing alone.
     */
    void liftAgain() throws IOException, InterruptedException {
        turn.lockInterruptibly();
        try {
            if (!keptOpen || liftAgainAtNanos - System.nanoTime() > 0) {
                return;
            }
            liftAgainAtNanos = System.nanoTime() + betweenLifts.toNanos();
            if (!dialect.isMomentary() && dialect.release().isPresent()) {
                line.send(dialect.release().get(), COMMAND);
            }
            line.send(dialect.lift(), COMMAND);
        } finally {
            turn.unlock();
        }
    }

    /** What is owed and due; not what became unwanted meanwhile, as by being kept open. */
    void payOff() throws IOException, InterruptedException {
        for (Owed release : owed.due()) {
            turn.lockInterruptibly();
            try {
                if (owed.isStill(release)) {
                    payOff(release);
                }
            } finally {
                turn.unlock();
            }
        }
    }

    /** One that is refused is tried again: the others, and the lane's loops, do not wait for it. */
    private void payOff(Owed release) throws IOException, InterruptedException {
        try {
            line.send(release.release(), COMMAND);
            owed.paid(release);
        } catch (RefusedException refused) {
            log.warn("A contact is not switched as it is owed: {}", refused.getMessage());
            owed.putOff(release, UNTIL_A_REFUSED_RELEASE_IS_TRIED_AGAIN);
        }
    }

    /** From now on it is not coming down, and no contact of ours is against its rising; it is given time to rise. */
    private void rises() {
        comesDownUntilNanos = System.nanoTime();
        liftAgainAtNanos = System.nanoTime() + betweenLifts.toNanos();
        pushes().forEach(this::letGo);
    }

    private Stream<Dialect.Push> pushes() {
        return Stream.of(dialect.close(), dialect.stop()).flatMap(Optional::stream);
    }

    private void letGo(Dialect.Push push) {
        if (push.off() != null && owed.owes(push.off())) {
            release(push.off());
        }
    }

    private Driven push(Dialect.Push push) {
        owe(push);
        return command(push.on());
    }

    private void owe(Dialect.Push push) {
        if (push.off() != null) {
            owed.owe(push.off(), pulse);
        }
    }

    private void oweAtOnce(ModbusRequestPdu release) {
        owed.owe(release, Duration.ZERO);
    }

    private Driven release(ModbusRequestPdu release) {
        oweAtOnce(release);
        Driven driven = command(release);
        if (driven instanceof Driven.Done) {
            owed.forget(release);
        }
        return driven;
    }

    private Driven command(ModbusRequestPdu request) {
        try {
            line.commanding();
            line.send(request, COMMAND);
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

    /** The way to the controller. */
    interface Line {

        /** A command is about to be sent. */
        void commanding();

        ModbusResponsePdu send(ModbusRequestPdu request, Duration deadline) throws IOException, InterruptedException;
    }
}
