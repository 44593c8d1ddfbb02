package com.parkhold.local.stripe;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Faults that were ordered for coming requests. They end with the process: a restarted Stripe is a healthy one. */
final class Faults {
    private final CopyOnWriteArrayList<Fault> ordered = new CopyOnWriteArrayList<>();

    void order(Fault fault) {
        ordered.add(fault);
    }

    void clear() {
        ordered.clear();
    }

    List<Fault> ordered() {
        return ordered.stream().filter(fault -> fault.left().get() > 0).toList();
    }

    /** The fault of this request, if one was ordered for it; the oldest order first, each as often as it was ordered. */
    Optional<Fault> take(String method, String path) {
        return ordered.stream()
                .filter(fault -> path.startsWith(fault.path()))
                .filter(fault -> fault.method().map(method::equals).orElse(true))
                .filter(fault -> fault.left().getAndUpdate(left -> Math.max(0, left - 1)) > 0)
                .findFirst();
    }

    /** What goes wrong. */
    enum Kind {
        /** 500 before anything has begun: nothing happens, and no idempotency key remembers it. */
        SERVER_ERROR("500", Duration.ZERO),
        /** 500 after everything is committed; an idempotency key replays the 500, as Stripe's does. */
        SERVER_ERROR_AFTER_COMMIT("500-after-commit", Duration.ZERO),
        /** 429, nothing happens. */
        RATE_LIMIT("429", Duration.ZERO),
        /** Everything happens and is remembered, and the connection is closed without an answer. */
        TIMEOUT_AFTER_COMMIT("timeout-after-commit", Duration.ofSeconds(30)),
        /** A gateway gives up at once and answers 504; the work is done all the same, a while later, and remembered. */
        GATEWAY_TIMEOUT("504-then-commit", Duration.ofSeconds(1)),
        /** The work begins only after a while. */
        LATENCY("latency", Duration.ofSeconds(3));

        private final String label;
        private final Duration usualDelay;

        Kind(String label, Duration usualDelay) {
            this.label = label;
            this.usualDelay = usualDelay;
        }

        static Optional<Kind> of(String label) {
            for (Kind kind : values()) {
                if (kind.label.equals(label.toLowerCase(Locale.ROOT))) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }

        String label() {
            return label;
        }

        Duration usualDelay() {
            return usualDelay;
        }
    }

    /**
     * One order.
     *
     * @param path how the address of a request must begin
     * @param method its HTTP method, if that matters
     */
    record Fault(String path, Optional<String> method, Kind kind, Duration delay, AtomicInteger left) {}
}
