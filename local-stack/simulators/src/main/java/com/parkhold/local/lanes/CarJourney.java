package com.parkhold.local.lanes;

import com.parkhold.local.lanes.barrier.LoopInput;
import com.parkhold.local.lanes.camera.PushOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One car in one lane, from the arming loop until it is through or has turned back. Blocks while it drives. */
final class CarJourney {
    private static final Duration ROLL = Duration.ofMillis(200);
    private static final Duration PUSH_ANSWER = Duration.ofSeconds(2);

    private final Lane lane;
    private final Clock clock;
    private final CarRequest car;
    private final Instant arrivedAt;
    private final long pulsesBefore;
    private final List<CarReport.Step> steps = new ArrayList<>();
    private @Nullable Instant firstPulse;
    private @Nullable Long openedAfterMillis;
    private int passages;

    private CarJourney(Lane lane, Clock clock, CarRequest car) {
        this.lane = lane;
        this.clock = clock;
        this.car = car;
        this.arrivedAt = clock.instant();
        this.pulsesBefore = lane.pulses();
    }

    /** Queues behind the cars ahead, then drives. */
    static CarReport drive(Lane lane, Clock clock, CarRequest car) throws InterruptedException {
        lane.takeTheRoad();
        try {
            return new CarJourney(lane, clock, car).drive();
        } finally {
            lane.leaveTheRoad();
        }
    }

    private CarReport drive() throws InterruptedException {
        lane.carSeen();
        loop(LoopInput.ARMING, true, "arrives on the arming loop");
        CompletableFuture<PushOutcome> push =
                lane.read(car.plate(), car.confidenceOrUsual(), car.vendor(), car.direction());
        step("the camera reads the plate and pushes");
        if (!lane.awaitOpen(car.timeoutOrUsual())) {
            loop(LoopInput.ARMING, false, "reverses away");
            return report(push, "barrier stayed closed");
        }
        openedAfterMillis = sinceArrival();
        firstPulse = lane.pulses() > pulsesBefore ? lane.lastPulse() : null;
        step("the barrier is open");
        return switch (car.behaviourOrUsual()) {
            case DRIVE_THROUGH -> through(push);
            case WAIT -> waitThenThrough(push);
            case TAILGATE -> tailgate(push);
            case BACK_OUT -> backOut(push);
        };
    }

    private CarReport through(CompletableFuture<PushOutcome> push) throws InterruptedException {
        ontoPassage();
        roll(LoopInput.SAFETY, false, "leaves the safety loop");
        passed("leaves the passage loop: it is through");
        return report(push, null);
    }

    private CarReport waitThenThrough(CompletableFuture<PushOutcome> push) throws InterruptedException {
        step("lingers before the open barrier");
        Thread.sleep(car.lingerOrUsual());
        if (!lane.awaitOpen(Duration.ZERO)) {
            loop(LoopInput.ARMING, false, "reverses away");
            return report(push, "the barrier closed again before the car moved");
        }
        return through(push);
    }

    private CarReport tailgate(CompletableFuture<PushOutcome> push) throws InterruptedException {
        ontoPassage();
        step("another car follows onto the safety loop");
        passed("leaves the passage loop: it is through");
        roll(LoopInput.PASSAGE, true, "the follower is on the passage loop");
        roll(LoopInput.SAFETY, false, "the follower leaves the safety loop");
        passed("the follower leaves the passage loop: it is through, unread");
        return report(push, null);
    }

    private CarReport backOut(CompletableFuture<PushOutcome> push) throws InterruptedException {
        loop(LoopInput.SAFETY, true, "rolls onto the safety loop");
        roll(LoopInput.SAFETY, false, "backs out of the safety loop");
        roll(LoopInput.ARMING, false, "reverses away");
        return report(push, "the car backed out");
    }

    private void ontoPassage() throws InterruptedException {
        loop(LoopInput.SAFETY, true, "rolls onto the safety loop");
        roll(LoopInput.PASSAGE, true, "reaches the passage loop");
        loop(LoopInput.ARMING, false, "leaves the arming loop");
    }

    private void passed(String what) throws InterruptedException {
        roll(LoopInput.PASSAGE, false, what);
        passages++;
        lane.carPassed();
    }

    private void roll(LoopInput loop, boolean occupied, String what) throws InterruptedException {
        Thread.sleep(ROLL);
        loop(loop, occupied, what);
    }

    private void loop(LoopInput loop, boolean occupied, String what) throws InterruptedException {
        lane.loop(loop, occupied);
        step(what);
    }

    private void step(String what) {
        steps.add(new CarReport.Step(clock.instant(), sinceArrival(), what));
    }

    private long sinceArrival() {
        return Duration.between(arrivedAt, clock.instant()).toMillis();
    }

    private CarReport report(CompletableFuture<PushOutcome> push, @Nullable String reason) throws InterruptedException {
        PushOutcome outcome = outcome(push);
        Instant pulse = firstPulse;
        return new CarReport(
                car.plate(),
                car.lotId(),
                car.gateId(),
                openedAfterMillis != null,
                passages > 0,
                passages,
                reason,
                arrivedAt,
                outcome.status(),
                outcome.tries(),
                outcome.millis(),
                pulse == null ? null : Duration.between(arrivedAt, pulse).toMillis(),
                openedAfterMillis,
                new CarReport.Coil(lane.liftAddress(), lane.pulses() - pulsesBefore),
                steps);
    }

    private static PushOutcome outcome(CompletableFuture<PushOutcome> push) throws InterruptedException {
        try {
            return push.get(PUSH_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unanswered) {
            return new PushOutcome(0, 0, PUSH_ANSWER.toMillis());
        }
    }
}
