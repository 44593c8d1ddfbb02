package com.parkhold.gate.lane;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a lane's self-test.
 *
 * @param barrier what was tested: a lane whose barrier is set up otherwise now has not been tested
 * @param until when a run without an end counts as given up
 */
public record Commissioning(
        String id,
        String lotId,
        String gateId,
        BarrierSetup barrier,
        String actor,
        Instant startedAt,
        Instant until,
        Outcome outcome,
        List<Step> steps,
        @Nullable Instant endedAt) {

    /** Keeps the steps as they are. */
    public Commissioning {
        steps = List.copyOf(steps);
    }

    /** The same with what was found so far. */
    public Commissioning with(List<Step> found, Outcome next, @Nullable Instant end) {
        return new Commissioning(id, lotId, gateId, barrier, actor, startedAt, until, next, found, end);
    }

    /** The lane it is about. */
    public String laneKey() {
        return Lane.key(lotId, gateId);
    }

    /** Whether it is under way. */
    public boolean isRunning(Instant now) {
        return outcome == Outcome.RUNNING && now.isBefore(until);
    }

    /** How it stands at a time: a run whose instance died has failed. */
    public Outcome outcomeAt(Instant now) {
        return outcome == Outcome.RUNNING && !isRunning(now) ? Outcome.FAILED : outcome;
    }

    /** Whether it shows that this lane works. */
    boolean arms(Lane lane) {
        return outcome == Outcome.PASSED && barrier.equals(lane.barrier());
    }

    /** How a run stands. */
    public enum Outcome {
        RUNNING,
        PASSED,
        FAILED
    }

    /** What is tested, in this order. */
    public enum Check {
        /** The controller answers, and every wired loop can be read. */
        INPUTS,
        /** Nothing is on a loop of the empty lane, for a while: else a polarity is the other way round. */
        REST,
        /** The lifting contact closes on command, and opens again. */
        PULSE,
        /** The arm says that it is open. */
        ARM_OPEN,
        /** What is driven through comes over the loops in their order, and leaves each. */
        LOOP_ORDER,
        /** The arm says that it is closed again. */
        ARM_CLOSED
    }

    /** What came of a check. */
    public enum Result {
        PASSED,
        FAILED,
        /** The lane has nothing of the kind. */
        SKIPPED
    }

    /** One check. */
    public record Step(Check check, Result result, String detail) {}
}
