package com.parkhold.gate.pass;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Claims that end within a minute unless they are kept. What nobody could be told of a claim is owed, and said each
 * second until somebody listens, or until the claim has ended by itself.
 */
@Component
public class LastingClaims implements PassClaims {

    /** Longer than a decision takes, and than its instance takes to start again and decide it again. */
    private static final Duration UNTIL_KEPT = Duration.ofMinutes(1);

    private static final Duration KEPT = Duration.ofDays(2);

    private final ClaimStore store;
    private final Clock clock;
    private final Map<Claim, Owed> owed = new ConcurrentHashMap<>();
    private final ReentrantLock telling = new ReentrantLock();
    private final ReentrantLock turn = new ReentrantLock();

    public LastingClaims(ClaimStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Claimed claim(String reservationId, String eventId) {
        settleOf(reservationId);
        Optional<Boolean> granted = store.claim(reservationId, eventId, UNTIL_KEPT);
        if (granted.orElse(false)) {
            owed.remove(new Claim(reservationId, eventId));
        }
        return granted.map(has -> has ? Claimed.GRANTED : Claimed.HELD_BY_ANOTHER)
                .orElse(Claimed.NOBODY_ANSWERS);
    }

    @Override
    public Kept keep(String reservationId, String eventId) {
        settleOf(reservationId);
        Claim claim = new Claim(reservationId, eventId);
        Optional<Boolean> kept = store.keep(reservationId, eventId, KEPT);
        if (kept.isEmpty()) {
            owed.put(claim, new Owed(claim, true, clock.instant()));
        }
        return kept.map(has -> has ? Kept.LASTING : Kept.LOST).orElse(Kept.NOBODY_ANSWERS);
    }

    @Override
    public void release(String reservationId, String eventId) {
        Owed over = new Owed(new Claim(reservationId, eventId), false, clock.instant());
        owed.put(over.claim, over);
        settle(over);
    }

    @Override
    public Optional<String> holder(String reservationId) {
        return store.holder(reservationId);
    }

    /** Whoever claims a pass, or keeps it, tells first what is owed of it. */
    private void settleOf(String reservationId) {
        for (Owed end : owed.values()) {
            if (end.claim.reservationId.equals(reservationId) && !settle(end)) {
                return;
            }
        }
    }

    /** What nobody could be told; answers how many remain. */
    @Scheduled(fixedRate = 1_000)
    public int settleOwed() {
        if (turn.tryLock()) {
            try {
                List.copyOf(owed.values()).forEach(this::settle);
            } finally {
                turn.unlock();
            }
        }
        return owed.size();
    }

    /** Says the end of a claim, unless something else is owed of it by now; answers whether that is done. */
    private boolean settle(Owed end) {
        telling.lock();
        try {
            if (!end.equals(owed.get(end.claim))) {
                return true;
            }
            boolean done = isOverAnyway(end) || isTold(end);
            if (done) {
                owed.remove(end.claim, end);
            }
            return done;
        } finally {
            telling.unlock();
        }
    }

    /** No claim lasts longer, told or not. */
    private boolean isOverAnyway(Owed end) {
        return !clock.instant().isBefore(end.since.plus(end.kept ? UNTIL_KEPT : KEPT));
    }

    private boolean isTold(Owed end) {
        Optional<Boolean> answer = end.kept
                ? store.prolong(end.claim.reservationId, end.claim.eventId, KEPT)
                : store.release(end.claim.reservationId, end.claim.eventId);
        return answer.isPresent();
    }

    private record Claim(String reservationId, String eventId) {}

    /**
     * What becomes of a claim.
     *
     * @param kept for long; else it is over
     */
    private record Owed(Claim claim, boolean kept, Instant since) {}
}
