package com.parkhold.gate.commissioning;

import com.parkhold.gate.barrier.Arm;
import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.barrier.BarrierStatus;
import com.parkhold.gate.barrier.Loop;
import com.parkhold.gate.lane.BarrierSetup;
import com.parkhold.gate.lane.Commissioning.Check;
import com.parkhold.gate.lane.Commissioning.Result;
import com.parkhold.gate.lane.Commissioning.Step;
import com.parkhold.gate.lane.LoopInputs;
import com.parkhold.gate.settings.CommissioningSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Tries a barrier out, check by check; the first that fails ends it, since the next would mean nothing. It moves the
 * arm, and waits for somebody to drive through. For one run on one thread.
 */
final class SelfTest {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final Barrier barrier;
    private final BarrierSetup setup;
    private final CommissioningSettings patience;
    private final Consumer<List<Step>> progress;
    private final List<Loop> wired;
    private final List<Step> steps = new ArrayList<>();

    SelfTest(Barrier barrier, BarrierSetup setup, CommissioningSettings patience, Consumer<List<Step>> progress) {
        this.barrier = barrier;
        this.setup = setup;
        this.patience = patience;
        this.progress = progress;
        this.wired = wiredLoops(setup.loopInputs());
    }

    /** Runs all checks; what was found, in order. */
    List<Step> run() throws InterruptedException {
        if (note(inputs()) && note(rest()) && note(pulse()) && note(armOpen()) && note(loopOrder())) {
            note(armClosed());
        }
        return List.copyOf(steps);
    }

    static boolean hasPassed(List<Step> steps) {
        return steps.size() == Check.values().length
                && steps.stream().noneMatch(step -> step.result() == Result.FAILED);
    }

    private boolean note(Step step) {
        steps.add(step);
        progress.accept(List.copyOf(steps));
        return step.result() != Result.FAILED;
    }

    private Step inputs() throws InterruptedException {
        boolean readable = await(
                patience.readable(),
                () -> barrier.status().connected()
                        && barrier.status().loops().keySet().containsAll(wired));
        if (readable) {
            return passed(Check.INPUTS, wired.isEmpty() ? "connected; no loop is wired" : wired + " can be read");
        }
        return failed(
                Check.INPUTS,
                barrier.status().connected()
                        ? "connected, but not every loop of " + wired + " can be read"
                        : "the controller does not answer");
    }

    private Step rest() throws InterruptedException {
        if (wired.isEmpty()) {
            return skipped(Check.REST, "no loop is wired");
        }
        List<Map<Loop, Boolean>> occupied = new ArrayList<>();
        int[] looks = new int[1];
        await(patience.rest(), () -> {
            looks[0]++;
            Map<Loop, Boolean> loops = barrier.status().loops();
            if (loops.containsValue(true) || !loops.keySet().containsAll(wired)) {
                occupied.add(loops);
            }
            return false;
        });
        if (occupied.isEmpty()) {
            return passed(Check.REST, "every loop is free");
        }
        Map<Loop, Boolean> last = occupied.getLast();
        return failed(
                Check.REST,
                occupied.size() == looks[0] && last.containsValue(true)
                        ? "%s in an empty lane: something stands there, or the polarity is the other way round (normallyClosed)"
                                .formatted(names(last))
                        : "the loops are not at rest: " + names(last));
    }

    private Step pulse() throws InterruptedException {
        if (!(barrier.pulse() instanceof Barrier.Driven.Done)) {
            return failed(Check.PULSE, "the controller does not take the command to open");
        }
        if (barrier.isLifting().isEmpty()) {
            return skipped(Check.PULSE, "taken; this barrier does not say whether its contact is closed");
        }
        if (!await(patience.contact(), () -> barrier.isLifting().orElse(false))) {
            return failed(Check.PULSE, "the command was taken, but the contact never closed");
        }
        boolean opened = await(
                patience.contact().plus(setup.pulse()),
                () -> !barrier.isLifting().orElse(true));
        return opened
                ? passed(Check.PULSE, "the contact closed and opened")
                : failed(Check.PULSE, "the contact closed and stays closed: the arm cannot come down");
    }

    private Step armOpen() throws InterruptedException {
        if (barrier.status().arm() == null) {
            return skipped(Check.ARM_OPEN, "this barrier does not say where its arm is");
        }
        return await(patience.arm(), () -> barrier.status().arm() == Arm.OPEN)
                ? passed(Check.ARM_OPEN, "the arm is open")
                : failed(
                        Check.ARM_OPEN,
                        "the arm was told to open and says " + barrier.status().arm());
    }

    private Step loopOrder() throws InterruptedException {
        if (wired.isEmpty()) {
            return skipped(Check.LOOP_ORDER, "no loop is wired");
        }
        LoopOrder order = new LoopOrder(wired);
        await(patience.driveOver(), () -> {
            order.see(barrier.status().loops());
            return order.isComplete() || order.wrong() != null;
        });
        if (order.isComplete()) {
            return passed(Check.LOOP_ORDER, wired + " were reached in this order and left");
        }
        String wrong = order.wrong();
        return failed(
                Check.LOOP_ORDER,
                wrong != null ? wrong : "%s within %s".formatted(order.missing(), patience.driveOver()));
    }

    private Step armClosed() throws InterruptedException {
        BarrierStatus status = barrier.status();
        if (status.arm() == null) {
            return skipped(Check.ARM_CLOSED, "this barrier does not say where its arm is");
        }
        return await(patience.arm(), () -> barrier.status().arm() == Arm.CLOSED)
                ? passed(Check.ARM_CLOSED, "the arm is closed again")
                : failed(
                        Check.ARM_CLOSED,
                        "the arm does not close and says " + barrier.status().arm());
    }

    private static boolean await(Duration patience, BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        boolean holds = condition.getAsBoolean();
        while (!holds && System.nanoTime() - until < 0) {
            Thread.sleep(BETWEEN_LOOKS);
            holds = condition.getAsBoolean();
        }
        return holds;
    }

    private static List<Loop> wiredLoops(LoopInputs inputs) {
        List<Loop> wired = new ArrayList<>();
        if (inputs.arming() != null) {
            wired.add(Loop.ARMING);
        }
        if (inputs.safety() != null) {
            wired.add(Loop.SAFETY);
        }
        if (inputs.passage() != null) {
            wired.add(Loop.PASSAGE);
        }
        return List.copyOf(wired);
    }

    private static String names(Map<Loop, Boolean> loops) {
        List<Loop> occupied = loops.keySet().stream()
                .filter(loop -> loops.getOrDefault(loop, false))
                .sorted()
                .toList();
        return occupied.isEmpty() ? "a loop cannot be read" : occupied + " occupied";
    }

    private static Step passed(Check check, String detail) {
        return new Step(check, Result.PASSED, detail);
    }

    private static Step failed(Check check, String detail) {
        return new Step(check, Result.FAILED, detail);
    }

    private static Step skipped(Check check, String detail) {
        return new Step(check, Result.SKIPPED, detail);
    }
}
