package com.parkhold.gate.passage;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What was decided last at lanes that this instance has just taken up: the database is asked until it has answered. */
@Component
class EarlierRulings {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Map<String, LiveLane> unknown = new ConcurrentHashMap<>();
    private final AtomicBoolean asking = new AtomicBoolean();
    private final GateEvents events;
    private final DatabaseCalls calls;

    EarlierRulings(GateEvents events, DatabaseCalls calls) {
        this.events = events;
        this.calls = calls;
    }

    /** A lane is taken up, or set up anew before the database has answered. */
    void learn(LiveLane lane) {
        unknown.put(lane.lane().key(), lane);
    }

    /** A lane that was taken up is set up anew: what is unknown of it stays so. */
    void isNow(LiveLane lane) {
        unknown.replace(lane.lane().key(), lane);
    }

    /** Another instance keeps it. */
    void forget(LiveLane lane) {
        unknown.remove(lane.lane().key());
    }

    /** On a thread of its own: nobody waits for it. */
    @Scheduled(fixedRate = 500)
    void ask() {
        if (!unknown.isEmpty() && asking.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::askAll);
        }
    }

    private void askAll() {
        try {
            unknown.forEach(this::ask);
        } finally {
            asking.set(false);
        }
    }

    private void ask(String key, LiveLane lane) {
        calls.within(
                        PATIENCE,
                        () -> events.lastRuling(lane.lane().lotId(), lane.lane().gateId()))
                .ifPresent(answer -> {
                    answer.ifPresent(lane::noteEarlier);
                    unknown.remove(key, lane);
                });
    }
}
