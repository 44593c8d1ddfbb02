package com.parkhold.gate.camera;

import com.parkhold.gate.barrier.Loop;
import com.parkhold.gate.camera.CarsBehind.CarBehind;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.passage.LiveLane;
import com.parkhold.gate.passage.LiveLanes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Decides the car behind one that was kept until it paid, or until its barrier opened, once that one has gone: through, or
 * away. Where a loop before the
 * arm tells, the next car has to come to it first.
 */
@Component
class DecidingCarsBehind {

    /** As long as the next car takes to come up to the arm. */
    private static final Duration COMING_UP = Duration.ofSeconds(20);

    private final CarsBehind behind;
    private final StandingCars standing;
    private final DecidingReads deciding;
    private final LiveLanes lanes;
    private final PassBook book;
    private final Clock clock;
    private final Map<String, Instant> freeSince = new ConcurrentHashMap<>();

    DecidingCarsBehind(
            CarsBehind behind,
            StandingCars standing,
            DecidingReads deciding,
            LiveLanes lanes,
            PassBook book,
            Clock clock) {
        this.behind = behind;
        this.standing = standing;
        this.deciding = deciding;
        this.lanes = lanes;
        this.book = book;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 300)
    void lookAgain() {
        behind.foremost().forEach(this::lookAgainAt);
    }

    private void lookAgainAt(CarBehind car) {
        Lane lane = car.lane();
        Instant now = clock.instant();
        LiveLane live = lanes.find(lane.lotId(), lane.gateId()).orElse(null);
        if (live == null || !live.isHere()) {
            behind.forget(lane.key());
        } else if (standing.keptAt(lane.key(), now).isPresent() || isOnItsWay(car.before(), lane)) {
            freeSince.remove(lane.key());
        } else if (Boolean.FALSE.equals(live.status().loops().get(Loop.ARMING))) {
            forgetIfNobodyComes(lane.key(), now);
        } else if (behind.take(car, now)) {
            freeSince.remove(lane.key());
            deciding.decideInTurn(live, car.eventId(), car.read(), now);
        }
    }

    private boolean isOnItsWay(String reservationId, Lane lane) {
        PassState letThrough = lane.direction() == Direction.ENTRY ? PassState.ADMITTED : PassState.LEAVING;
        return book.find(reservationId)
                .filter(pass -> pass.state() == letThrough)
                .isPresent();
    }

    private void forgetIfNobodyComes(String lane, Instant now) {
        if (freeSince.computeIfAbsent(lane, _ -> now).plus(COMING_UP).isBefore(now)) {
            freeSince.remove(lane);
            behind.forget(lane);
        }
    }
}
