package com.parkhold.local.supervisor.part;

import com.parkhold.local.supervisor.ParkDirectory;
import com.parkhold.local.supervisor.Progress;
import com.parkhold.local.supervisor.process.Launch;
import com.parkhold.local.supervisor.process.ListeningPorts;
import com.parkhold.local.supervisor.process.ProcessRecord;
import com.parkhold.local.supervisor.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One part and the thread that keeps it running: adopts or starts it, watches it, starts it again when it dies. */
final class SupervisedPart {
    private static final Duration STARTING_TICK = Duration.ofMillis(250);
    private static final Duration RUNNING_TICK = Duration.ofSeconds(5);
    private static final long LARGEST_LOG = 32L * 1024 * 1024;

    private final Part part;
    private final ParkDirectory directory;
    private final Progress progress;
    private final Clock clock;
    private final CompletableFuture<?> needsMet;
    private final CompletableFuture<String> firstHealthy = new CompletableFuture<>();

    private volatile PartState state = PartState.STOPPED;
    private volatile String detail = "";
    private volatile String lastEnding = "";
    private volatile boolean killed;
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile boolean wanted;
    private volatile @Nullable RunningProcess process;
    private volatile @Nullable String fingerprint;
    private @Nullable Thread keeper;

    SupervisedPart(Part part, ParkDirectory directory, Progress progress, Clock clock, CompletableFuture<?> needsMet) {
        this.part = part;
        this.directory = directory;
        this.progress = progress;
        this.clock = clock;
        this.needsMet = needsMet;
    }

    Part part() {
        return part;
    }

    PartState state() {
        return state;
    }

    String detail() {
        return detail;
    }

    /** Completed when it is healthy for the first time: what dependants wait for. */
    CompletableFuture<String> firstHealthy() {
        return firstHealthy;
    }

    /** Begins to keep it running; does nothing where that is so already, except for a part that was not built before. */
    synchronized void start() {
        if (keeper != null && keeper.isAlive()) {
            return;
        }
        wanted = true;
        state = PartState.WAITING;
        keeper = Thread.ofVirtual().name("keep-" + part.name()).start(this::keep);
    }

    /** Ends the process and does not start it again; returns when it is gone. */
    synchronized void stop() throws InterruptedException {
        wanted = false;
        if (keeper != null) {
            keeper.interrupt();
            keeper.join();
        }
        state = PartState.STOPPED;
    }

    /** Stops keeping it, and leaves the process running for the next supervisor. */
    synchronized void letGo() throws InterruptedException {
        process = null;
        stop();
    }

    /** SIGKILL; it is started again as after any other death. Answers the id, or empty where none runs. */
    Optional<Long> kill() {
        RunningProcess running = process;
        if (running == null || !running.isAlive()) {
            return Optional.empty();
        }
        killed = true;
        running.killTree();
        return Optional.of(running.pid());
    }

    /** Whether it runs from another launch than the one that would be used now. */
    boolean isOutdated() throws IOException, InterruptedException {
        try {
            String running = fingerprint;
            return running != null
                    && process != null
                    && !part.preparation().prepare(progress).fingerprint().equals(running);
        } catch (NotBuilt e) {
            return false;
        }
    }

    PartStatus status() {
        RunningProcess running = process;
        boolean alive = running != null && running.isAlive();
        PartState seen = state;
        return new PartStatus(
                part.name(),
                seen == PartState.HEALTHY && !alive ? PartState.BACKING_OFF : seen,
                detail,
                alive && running != null ? running.pid() : 0,
                restarts.get(),
                alive && running != null
                        ? Duration.between(running.startedAt(), clock.instant()).toSeconds()
                        : 0,
                part.port(),
                0);
    }

    private void keep() {
        BackOff backOff = new BackOff();
        try {
            needsMet.get();
            while (wanted) {
                Duration healthyFor = runOnce();
                if (wanted) {
                    restarts.incrementAndGet();
                    state = PartState.BACKING_OFF;
                    Thread.sleep(backOff.after(healthyFor));
                }
            }
        } catch (NotBuilt e) {
            state = PartState.NOT_BUILT;
            detail = String.valueOf(e.getMessage());
        } catch (ExecutionException e) {
            detail = "a part that it needs failed: " + e.getMessage();
        } catch (InterruptedException e) {
            detail = "";
        } finally {
            if (!wanted) {
                endProcess();
            }
        }
    }

    /** One life of the process; answers how long it was healthy. */
    private Duration runOnce() throws InterruptedException, NotBuilt {
        try {
            state = PartState.PREPARING;
            Launch launch = part.preparation().prepare(progress);
            RunningProcess running = adoptOrStart(launch);
            process = running;
            fingerprint = launch.fingerprint();
            return watch(running);
        } catch (IOException e) {
            detail = "could not be started: " + e.getMessage();
            return Duration.ZERO;
        }
    }

    private RunningProcess adoptOrStart(Launch launch) throws IOException, InterruptedException {
        Path file = directory.processRecord(part.name());
        Optional<ProcessRecord> record = ProcessRecord.read(file);
        Optional<RunningProcess> orphan = record.flatMap(RunningProcess::adopt);
        state = PartState.STARTING;
        if (orphan.isPresent()) {
            if (record.orElseThrow().fingerprint().equals(launch.fingerprint())) {
                return orphan.get();
            }
            orphan.get().stop(part.stopSignal(), Part.GRACE);
        }
        for (int port : part.ports()) {
            if (!ListeningPorts.isFree(port)) {
                throw new IOException(PortTaken.line(part.name(), port));
            }
        }
        Path log = directory.log(part.name());
        Files.createDirectories(directory.logs());
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        RunningProcess started = RunningProcess.start(launch, log);
        new ProcessRecord(started.pid(), started.startedAt(), launch.fingerprint()).write(file);
        return started;
    }

    private Duration watch(RunningProcess running) throws InterruptedException {
        Instant healthySince = null;
        Duration tick = STARTING_TICK;
        while (!running.waitFor(tick)) {
            boolean healthy = part.health().isHealthy();
            if (healthy && healthySince == null) {
                healthy = finishStart();
                healthySince = healthy ? clock.instant() : null;
                tick = healthy ? RUNNING_TICK : STARTING_TICK;
            }
            if (healthy) {
                detail = lastEnding;
                state = PartState.HEALTHY;
                firstHealthy.complete(part.name());
            } else if (healthySince != null) {
                detail = "health check fails";
                state = PartState.UNHEALTHY;
            }
        }
        lastEnding = "last " + (killed ? "killed by ./park kill" : running.ending());
        killed = false;
        detail = lastEnding;
        return healthySince == null ? Duration.ZERO : Duration.between(healthySince, clock.instant());
    }

    private boolean finishStart() throws InterruptedException {
        try {
            part.afterwards().run();
            return true;
        } catch (IOException e) {
            detail = String.valueOf(e.getMessage());
            Thread.sleep(BackOff.FIRST);
            return false;
        }
    }

    private void endProcess() {
        Thread.interrupted();
        RunningProcess running = process;
        if (running == null) {
            return;
        }
        state = PartState.STOPPING;
        try {
            running.stop(part.stopSignal(), Part.GRACE);
            Files.deleteIfExists(directory.processRecord(part.name()));
        } catch (IOException | InterruptedException e) {
            detail = "did not end cleanly: " + e.getMessage();
        }
        process = null;
    }
}
