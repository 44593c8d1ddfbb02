package com.parkhold.local.supervisor.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process of ours: a child of this supervisor, or one adopted from a supervisor that is gone. */
public final class RunningProcess {
    /** A start time read twice may differ by the clock's resolution. */
    private static final Duration SAME_START = Duration.ofSeconds(2);

    private static final Duration ADOPTED_POLL = Duration.ofMillis(100);
    private static final int SIGNALLED = 128;

    private final ProcessHandle handle;
    private final @Nullable Process child;
    private final Instant startedAt;

    private RunningProcess(ProcessHandle handle, @Nullable Process child, Instant startedAt) {
        this.handle = handle;
        this.child = child;
        this.startedAt = startedAt;
    }

    /** Starts a child that writes to the end of the log and reads nothing. */
    public static RunningProcess start(Launch launch, Path log) throws IOException {
        Process child = launch.toBuilder()
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Instant startedAt = child.toHandle().info().startInstant().orElseGet(Instant::now);
        return new RunningProcess(child.toHandle(), child, startedAt);
    }

    /** The recorded process, where it still runs and is really that one. */
    public static Optional<RunningProcess> adopt(ProcessRecord record) {
        return ProcessHandle.of(record.pid())
                .filter(handle -> handle.info()
                        .startInstant()
                        .map(start -> Duration.between(start, record.startedAt())
                                        .abs()
                                        .compareTo(SAME_START)
                                <= 0)
                        .orElse(false))
                .map(handle -> new RunningProcess(handle, null, record.startedAt()))
                .filter(RunningProcess::isAlive);
    }

    public long pid() {
        return handle.pid();
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** A zombie that nobody reaps is not alive. */
    public boolean isAlive() {
        return child != null ? child.isAlive() : handle.isAlive() && !Zombies.isOne(handle.pid());
    }

    /** Answers whether it has ended within that time. */
    public boolean waitFor(Duration time) throws InterruptedException {
        if (child != null) {
            return child.waitFor(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
        }
        long deadline = System.nanoTime() + time.toNanos();
        while (isAlive()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(left, ADOPTED_POLL.toNanos()));
        }
        return true;
    }

    /** Why it ended, in words; only a child's exit code can be known. */
    public String ending() {
        if (child == null || child.isAlive()) {
            return "ended";
        }
        int code = child.exitValue();
        return code > SIGNALLED ? "ended by signal " + (code - SIGNALLED) : "ended with code " + code;
    }

    /** Asks it to end, waits, and kills whatever is left. */
    public void stop(StopSignal signal, Duration grace) throws InterruptedException {
        List<ProcessHandle> descendants = handle.descendants().toList();
        signal(signal);
        if (!waitFor(grace)) {
            killTree();
            waitFor(grace);
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /** SIGKILL for it and for everything that it started. */
    public void killTree() {
        List<ProcessHandle> descendants = handle.descendants().toList();
        handle.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private void signal(StopSignal signal) throws InterruptedException {
        if (signal == StopSignal.TERMINATE) {
            handle.destroy();
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal.shellName() + " " + handle.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            handle.destroy();
        }
    }
}
