package com.parkhold.gate.passage;

import com.parkhold.gate.barrier.Barrier;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opening a barrier for a car whose pass is taken already: whatever breaks then is a barrier that did not open. */
final class Pulses {

    private static final Logger log = LoggerFactory.getLogger(Pulses.class);
    private static final Duration[] RETRIES = {Duration.ZERO, Duration.ofMillis(50), Duration.ofMillis(250)};

    private Pulses() {}

    /**
     * Tries thrice. Done is done; what was once unknown stays so, even if the next try is refused. Before a command that
     * nobody confirmed is said again, the contact is asked: one that is closed has obeyed, and its car may be gone by the
     * time it would open for nobody.
     */
    static Barrier.Driven upToThrice(Barrier barrier) {
        Barrier.Driven driven = new Barrier.Driven.Failed("not tried");
        for (Duration pause : RETRIES) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return driven;
            }
            if (driven instanceof Barrier.Driven.Unknown && isLifting(barrier)) {
                return new Barrier.Driven.Done();
            }
            Barrier.Driven next = once(barrier);
            if (next instanceof Barrier.Driven.Done) {
                return next;
            }
            driven = driven instanceof Barrier.Driven.Unknown ? driven : next;
        }
        return driven;
    }

    private static boolean isLifting(Barrier barrier) {
        try {
            return barrier.isLifting().orElse(false);
        } catch (RuntimeException broken) {
            log.error("A barrier could not even be spoken to", broken);
            return false;
        }
    }

    static Barrier.Driven once(Barrier barrier) {
        try {
            return barrier.pulse();
        } catch (RuntimeException broken) {
            log.error("A barrier could not even be spoken to", broken);
            return new Barrier.Driven.Failed(broken.toString());
        }
    }
}
