package com.parkhold.gate.camera;

import com.parkhold.gate.barrier.Loop;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.passage.LiveLane;
import com.parkhold.gate.passage.LiveLanes;
import com.parkhold.gate.passage.PlatesAtLanes;
import com.parkhold.gate.passage.Ruling;
import com.parkhold.gate.passage.Settlement;
import com.parkhold.gate.plate.Plate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The car that each lane refused last, or for which its barrier did not open, while it still stands there: who books in
 * front of the barrier, or arrives ahead of the news of his booking, is not left standing. Where a loop before the arm is wired, it tells whether the car is
 * still there; elsewhere a car counts as gone after a while.
 */
@Component
class StandingCars {

    /** A camera may read a car this long before it reaches the loop. */
    private static final Duration APPROACH = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Who pays takes longer. */
    private static final Duration PATIENCE_WITH_PAYERS = Duration.ofMinutes(5);

    /** A barrier that is there and does not open is told again after a second, two, four, up to some minutes. */
    private static final int MOST_DOUBLINGS = 9;

    private final Map<String, StandingCar> byLane = new ConcurrentHashMap<>();
    private final LiveLanes lanes;

    StandingCars(LiveLanes lanes, PlatesAtLanes plates) {
        this.lanes = lanes;
        plates.watchedBy(this::plateAt);
        lanes.followLeavings(lane -> gone(lane.key()));
        lanes.followComings(this::goneBefore);
    }

    /** Whoever was read long before another came to the arm has turned away while nobody looked. */
    private void goneBefore(Lane lane, Instant cameToTheArm) {
        byLane.computeIfPresent(lane.key(), (_, car) -> car.isNotIt(cameToTheArm) ? null : car);
    }

    /** Remembers a car that was refused, or for which the barrier did not open, instead of any other of that lane. */
    void refused(StandingCar car) {
        byLane.put(car.lane().lane().key(), car);
    }

    /** Takes a car away to decide it again; false if somebody else has, or if it is gone. */
    boolean take(StandingCar car) {
        AtomicBoolean taken = new AtomicBoolean();
        byLane.computeIfPresent(car.lane().lane().key(), (_, standing) -> {
            taken.set(standing.eventId().equals(car.eventId()));
            return taken.get() ? null : standing;
        });
        return taken.get();
    }

    /** The lane's car was let through, or has driven away. */
    void gone(String lane) {
        byLane.remove(lane);
    }

    /** The cars in that pass's lot that a camera could have taken for its car, and for which it says something new. */
    List<StandingCar> resembling(Pass pass, Instant now) {
        return all().filter(car -> car.lane().lane().lotId().equals(pass.lotId()))
                .filter(car -> car.mayBe(pass.plate()) && car.isNews(pass) && car.standsAt(now))
                .toList();
    }

    /** Whether a loop tells that a car stands at an exit: none does there that is not inside. */
    static boolean seesWhoLeaves(LiveLane live) {
        return live.lane().direction() == Direction.EXIT
                && live.status().loops().getOrDefault(Loop.ARMING, false);
    }

    /** The car that stands at a lane. */
    Optional<StandingCar> at(String lane, Instant now) {
        return Optional.ofNullable(byLane.get(lane)).map(this::atItsLaneNow).filter(car -> car.standsAt(now));
    }

    /**
     * The car that is kept at a lane until it has paid, or until its barrier opens: it stands there, or is just coming up to
     * the arm.
     */
    Optional<StandingCar> keptAt(String lane, Instant now) {
        return Optional.ofNullable(byLane.get(lane))
                .map(this::atItsLaneNow)
                .filter(car -> car.isKept() && (car.standsAt(now) || car.isComing(now)));
    }

    private Optional<Plate> plateAt(Lane lane, Instant now) {
        return at(lane.key(), now).map(car -> car.read().plate());
    }

    /** Forgets cars that never came to the loop before their arm. */
    void forgetThoseWhoNeverCame(Instant now) {
        byLane.values().removeIf(car -> car.hasNeverCome(now));
    }

    /** All that stand at lanes. */
    List<StandingCar> all(Instant now) {
        return all().filter(car -> car.standsAt(now)).toList();
    }

    /** The cars that are kept until they have paid, with their reservations. */
    Map<StandingCar, String> keptForPayment(Instant now) {
        Map<StandingCar, String> kept = new HashMap<>();
        all(now).forEach(car -> car.refusal().keptForPayment().ifPresent(reservation -> kept.put(car, reservation)));
        return kept;
    }

    private Stream<StandingCar> all() {
        return byLane.values().stream().map(this::atItsLaneNow);
    }

    /** Its lane may have been set up anew since it came. */
    private StandingCar atItsLaneNow(StandingCar car) {
        Lane lane = car.lane().lane();
        return lanes.find(lane.lotId(), lane.gateId()).map(car::at).orElse(car);
    }

    /**
     * A car before a closed barrier.
     *
     * @param cameAt when it was last read; that it is decided again does not tell that it still stands there
     * @param refusal or the ruling that let it through, where the barrier did not open
     * @param known the reservations known when it was decided that it may be of
     * @param failures how often the barrier was told to open for it, and did not
     */
    record StandingCar(
            LiveLane lane,
            String eventId,
            PlateRead read,
            Instant cameAt,
            Ruling refusal,
            Instant refusedAt,
            Set<String> known,
            int failures) {

        private StandingCar at(LiveLane live) {
            return new StandingCar(live, eventId, read, cameAt, refusal, refusedAt, known, failures);
        }

        /** Whether its barrier is there, and was given time: longer each time that it did not open. */
        boolean isToBeOpenedForAgain(Instant now) {
            if (failures == 0 || !lane.status().connected()) {
                return false;
            }
            long pauseSeconds = 1L << (Math.min(failures, MOST_DOUBLINGS) - 1);
            return !now.isBefore(refusedAt.plusSeconds(pauseSeconds));
        }

        /** Whether it is kept, and its display does not say where to pay yet. */
        boolean awaitsPage() {
            Settlement settlement = refusal.settlement();
            return settlement != null && settlement.awaitsPage();
        }

        private boolean mayBe(Plate plate) {
            return read.plate() != null && read.plate().resembles(plate);
        }

        /** That a known pass's car has moved is none: it was another car of its plate, or its driver turned away. */
        private boolean isNews(Pass pass) {
            return !known.contains(pass.reservationId())
                    || pass.state() == PassState.EXPECTED
                    || refusal.keptForPayment().isPresent();
        }

        private Duration patience() {
            return refusal.keptForPayment().isPresent() ? PATIENCE_WITH_PAYERS : PATIENCE;
        }

        private @Nullable Boolean onLoop() {
            return lane.status().loops().get(Loop.ARMING);
        }

        private boolean isKept() {
            return refusal.keptForPayment().isPresent() || failures > 0;
        }

        /** The reservation for which it is kept. */
        String reservationId() {
            return refusal.keptForPayment().or(refusal::reservationIdIfAllowed).orElse("");
        }

        /** Whether another read may be of this car. */
        boolean isReadIn(PlateRead other) {
            Plate plate = other.plate();
            return plate != null && mayBe(plate);
        }

        private boolean isComing(Instant now) {
            return lane.isHere() && Boolean.FALSE.equals(onLoop()) && !hasNeverCome(now);
        }

        private boolean hasNeverCome(Instant now) {
            return Boolean.FALSE.equals(onLoop()) && isNotIt(now);
        }

        /** Whether it is not the car that comes to the arm at a moment. */
        private boolean isNotIt(Instant cameToTheArm) {
            return cameAt.plus(APPROACH).isBefore(cameToTheArm);
        }

        /** Before this instance: one that another keeps now is its business. */
        private boolean standsAt(Instant now) {
            if (!lane.isHere()) {
                return false;
            }
            Boolean onLoop = onLoop();
            return onLoop != null ? onLoop : cameAt.plus(patience()).isAfter(now);
        }
    }
}
