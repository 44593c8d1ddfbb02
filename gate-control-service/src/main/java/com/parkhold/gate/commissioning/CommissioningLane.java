package com.parkhold.gate.commissioning;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.lane.BarrierSetup;
import com.parkhold.gate.lane.Commissioning;
import com.parkhold.gate.lane.Commissioning.Outcome;
import com.parkhold.gate.lane.Commissioning.Step;
import com.parkhold.gate.lane.Commissionings;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.passage.Audit;
import com.parkhold.gate.passage.LiveLane;
import com.parkhold.gate.settings.CommissioningSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Runs a lane's self-test in the background, one at a time per lane. Its start and its end are audited; a lane does not
 * open by itself meanwhile, and afterwards only as its result allows.
 */
@Service
public class CommissioningLane implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CommissioningLane.class);

    private final Commissionings commissionings;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final CommissioningSettings settings;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    CommissioningLane(
            Commissionings commissionings,
            Audit audit,
            TransactionOperations transactions,
            CommissioningSettings settings,
            Clock clock) {
        this.commissionings = commissionings;
        this.audit = audit;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Starts the test.
     *
     * @param driveOver how long to wait for somebody to drive through; the usual time where nothing is said
     */
    public synchronized Started start(LiveLane live, String actor, @Nullable Duration driveOver) {
        Lane lane = live.lane();
        Barrier barrier = live.barrier().orElse(null);
        BarrierSetup setup = lane.barrier();
        if (barrier == null || setup == null) {
            return new Started.NoBarrier();
        }
        if (live.awaitsPassHolder()) {
            return new Started.CarOnItsWay();
        }
        Instant now = clock.instant();
        if (commissionings.last(lane).filter(run -> run.isRunning(now)).isPresent()) {
            return new Started.UnderWay();
        }
        CommissioningSettings patience = driveOver == null ? settings : settings.drivingWithin(driveOver);
        Commissioning run = new Commissioning(
                UUID.randomUUID().toString(),
                lane.lotId(),
                lane.gateId(),
                setup,
                actor,
                now,
                now.plus(patience.longest()),
                Outcome.RUNNING,
                List.of(),
                null);
        store(run, "GATE_COMMISSIONING_STARTED", "");
        live.underTest(true);
        threads.execute(() -> test(live, barrier, run, patience));
        return new Started.Running(run);
    }

    private void test(LiveLane live, Barrier barrier, Commissioning run, CommissioningSettings patience) {
        SelfTest test = new SelfTest(
                barrier,
                run.barrier(),
                patience,
                steps -> commissionings.learn(run.with(steps, Outcome.RUNNING, null)));
        try {
            end(run, test.run());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException | TransactionException away) {
            log.warn("The end of the test of {} could not be stored, it counts as failed", run.laneKey(), away);
            commissionings.learn(run.with(List.of(), Outcome.FAILED, clock.instant()));
        } finally {
            live.underTest(false);
        }
    }

    private void end(Commissioning run, List<Step> steps) {
        boolean passed = SelfTest.hasPassed(steps);
        Step last = steps.getLast();
        store(
                run.with(steps, passed ? Outcome.PASSED : Outcome.FAILED, clock.instant()),
                passed ? "GATE_COMMISSIONING_PASSED" : "GATE_COMMISSIONING_FAILED",
                passed ? "" : last.check() + ": " + last.detail());
    }

    private void store(Commissioning run, String action, String detail) {
        transactions.executeWithoutResult(_ -> {
            commissionings.store(run);
            audit.state(run.lotId(), run.actor(), action, run.gateId(), detail, clock.instant());
        });
        commissionings.learn(run);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** What became of the wish to test. */
    public sealed interface Started {
        /** It runs. */
        record Running(Commissioning run) implements Started {}

        /** One runs already. */
        record UnderWay() implements Started {}

        /** A car was let through and has not passed: what drives over the loops in a test would be no car. */
        record CarOnItsWay() implements Started {}

        /** There is nothing to test. */
        record NoBarrier() implements Started {}
    }
}
