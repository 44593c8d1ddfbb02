package com.parkhold.gate.passage;

import com.parkhold.common.observability.CurrentTrace;
import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.pass.Movement;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/**
 * Lifts an arm of ours for a car that a gate client checked in or out. The client's word counted it at once, and nobody
 * waits for the arm; its passage, where a loop sees it, is expected and not counted again. What goes wrong is put before
 * the operator and takes nothing back. One ruling lifts once, as long as this instance remembers it. Safe for many
 * threads.
 */
@Component
public class LiftingForClients implements AutoCloseable {

    private static final int REMEMBERED = 1_000;

    private final LiveLanes lanes;
    private final LaneTroubles troubles;
    private final CurrentTrace trace;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> lifted = Collections.synchronizedSet(Collections.newSetFromMap(new Newest()));

    LiftingForClients(LiveLanes lanes, LaneTroubles troubles, CurrentTrace trace, Clock clock) {
        this.lanes = lanes;
        this.troubles = troubles;
        this.trace = trace;
        this.clock = clock;
    }

    /** Lifts the arm of a ruling's lane, if it has one of ours, in the background. */
    public void lift(Ruling ruling) {
        String cause = trace.traceparent().orElse(null);
        lanes.find(ruling.lotId(), ruling.gateId())
                .filter(live -> live.barrier().isPresent() && lifted.add(ruling.eventId()))
                .ifPresent(live -> threads.execute(() -> trace.continuing(cause, "lift", () -> lift(live, ruling))));
    }

    private void lift(LiveLane live, Ruling ruling) {
        live.note(ruling);
        if (ruling.movement().isEmpty()) {
            lanes.letThrough(live, ruling);
            return;
        }
        Movement counted = ruling.movement().get();
        Barrier.Driven driven = live.barrier().map(Pulses::upToThrice).orElseGet(Barrier.Driven.Done::new);
        Instant now = clock.instant();
        switch (driven) {
            case Barrier.Driven.Done _ -> {
                live.opened(now);
                if (live.seesPassages()) {
                    live.expect(counted, now);
                } else {
                    lanes.leftByHand(live);
                }
            }
            case Barrier.Driven.Failed failed -> troubles.didNotOpen(ruling, failed.reason());
            case Barrier.Driven.Unknown unknown -> {
                if (live.seesPassages()) {
                    live.suspect(counted, now);
                }
                troubles.didNotOpen(ruling, "nobody can say whether it opened: " + unknown.reason());
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    /** Forgets the oldest beyond as many as there may be. */
    private static final class Newest extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }
}
