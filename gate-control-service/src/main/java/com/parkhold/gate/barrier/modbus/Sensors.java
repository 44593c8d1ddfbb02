package com.parkhold.gate.barrier.modbus;

import com.parkhold.gate.barrier.Arm;
import com.parkhold.gate.barrier.Loop;
import com.parkhold.gate.barrier.LoopChange;
import com.parkhold.gate.lane.LoopInputs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lane's inputs, debounced, with polarity: its loops, and the switches that the arm reaches. Sampled by one thread,
 * looked at by many. After a gap a loop is known once it has been stable: what it was before it may not be any more.
 */
final class Sensors {

    private static final Duration STABLE = Duration.ofMillis(35);
    /** Nothing that drives is over a loop for a shorter time. */
    private static final Duration LONGEST_GAP = Duration.ofMillis(250);
    /** While nothing happens, samples are as far apart as that anyway. */
    private static final Duration LONGEST_IDLE_GAP = Duration.ofMillis(450);

    private final LoopInputs wired;
    private final Clock clock;
    private final Map<Loop, Debounced> inputs = new EnumMap<>(Loop.class);
    private final Map<Loop, Boolean> loops = new ConcurrentHashMap<>();
    private final List<Consumer<LoopChange>> followers = new CopyOnWriteArrayList<>();
    private volatile @Nullable Arm arm;
    private volatile @Nullable Instant watchedSince;
    private long sampledNanos;

    Sensors(LoopInputs wired, Clock clock) {
        this.wired = wired;
        this.clock = clock;
        for (Loop loop : Loop.values()) {
            if (inputOf(loop) != null) {
                inputs.put(loop, new Debounced(STABLE));
            }
        }
    }

    Map<Loop, Boolean> loops() {
        return Map.copyOf(loops);
    }

    /** What is known of the loops altogether; a lane without any is free. */
    Sight sight() {
        Map<Loop, Boolean> now = loops();
        if (now.containsValue(true)) {
            return Sight.OCCUPIED;
        }
        return now.keySet().containsAll(inputs.keySet()) ? Sight.FREE : Sight.UNSEEN;
    }

    /** Where the limit switches say that the arm is; null where there are none, or nothing is known. */
    @Nullable
    Arm arm() {
        return arm;
    }

    @Nullable
    Instant watchedSince() {
        return watchedSince;
    }

    void follow(Consumer<LoopChange> follower) {
        followers.add(follower);
    }

    /** Nothing is known any more. */
    void lose() {
        loops.clear();
        arm = null;
        watchedSince = null;
    }

    /** Takes a sample; true if a car stands on a loop with it. */
    boolean sample(byte[] bits, boolean idle, long nanos) {
        boolean gap = nanos - sampledNanos > (idle ? LONGEST_IDLE_GAP : LONGEST_GAP).toNanos();
        if (watchedSince == null || gap) {
            watchedSince = clock.instant();
        }
        sampledNanos = nanos;
        boolean occupied = false;
        for (Map.Entry<Loop, Debounced> input : inputs.entrySet()) {
            occupied |= sample(input.getKey(), input.getValue(), bits, nanos);
        }
        arm = armBy(bits);
        return occupied;
    }

    private boolean sample(Loop loop, Debounced debounced, byte[] bits, long nanos) {
        Integer input = inputOf(loop);
        boolean occupied = input != null && isActive(bits, input);
        boolean seen = loops.containsKey(loop);
        boolean changed = debounced.sample(occupied, nanos);
        if (loops.containsKey(loop) || debounced.value() == occupied) {
            loops.put(loop, debounced.value());
        }
        if (changed) {
            LoopChange change = new LoopChange(loop, debounced.value(), seen, clock.instant());
            followers.forEach(follower -> follower.accept(change));
        }
        return occupied;
    }

    private @Nullable Arm armBy(byte[] bits) {
        Integer openLimit = wired.openLimit();
        Integer closedLimit = wired.closedLimit();
        if (openLimit == null && closedLimit == null) {
            return null;
        }
        boolean open = openLimit != null && isActive(bits, openLimit);
        boolean closed = closedLimit != null && isActive(bits, closedLimit);
        return open == closed ? Arm.UNKNOWN : open ? Arm.OPEN : Arm.CLOSED;
    }

    private boolean isActive(byte[] bits, int input) {
        boolean on = (bits[input / 8] >> (input % 8) & 1) == 1;
        return on != wired.normallyClosed().contains(input);
    }

    /** Whether a car may stand on a loop. */
    enum Sight {
        FREE,
        OCCUPIED,
        /** Of a loop that is wired nobody can say. */
        UNSEEN
    }

    private @Nullable Integer inputOf(Loop loop) {
        return switch (loop) {
            case ARMING -> wired.arming();
            case SAFETY -> wired.safety();
            case PASSAGE -> wired.passage();
        };
    }
}
