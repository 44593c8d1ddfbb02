package com.parkhold.benchmarks.holds;

import java.sql.SQLException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Calls that are measured while somebody books room in the same lot all the time, as on a lot that sells. */
final class WhileBooked implements Strategy {

    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private final Strategy calls;
    private final Product booked;
    private volatile boolean over = true;
    private volatile int held;
    private @Nullable Thread booking;

    /** @param booked is booked below HTTP, at most 50 times a second */
    WhileBooked(Strategy calls, Product booked) {
        this.calls = calls;
        this.booked = booked;
    }

    @Override
    public String name() {
        return calls.name();
    }

    @Override
    public boolean checksRoom() {
        return calls.checksRoom();
    }

    @Override
    public void prepare(Setting setting) throws SQLException, InterruptedException {
        calls.prepare(setting);
        over = false;
        held = 0;
        booking = Thread.ofVirtual().name("booking").start(() -> book(setting));
    }

    private void book(Setting setting) {
        SplittableRandom random = new SplittableRandom(System.nanoTime());
        int count = 0;
        while (!over) {
            if (booked.hold(Stay.random(setting, random)) == Answer.HELD) {
                held = ++count;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @Override
    public Answer hold(Stay stay) throws SQLException, InterruptedException {
        return calls.hold(stay);
    }

    @Override
    public Recount recount(Setting setting) throws SQLException, InterruptedException {
        stop();
        return calls.recount(setting);
    }

    private void stop() throws InterruptedException {
        over = true;
        if (booking != null) {
            booking.join();
            booking = null;
            if (held == 0) {
                throw new IllegalStateException("Nobody booked while " + name() + " was measured");
            }
        }
    }

    @Override
    public void close() {
        over = true;
        calls.close();
    }
}
