package com.parkhold.local.supervisor.part;

import com.parkhold.local.supervisor.Progress;
import com.parkhold.local.supervisor.process.HealthCheck;
import com.parkhold.local.supervisor.process.Launch;
import com.parkhold.local.supervisor.process.StopSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A process that ought to run.
 *
 * @param name as {@code ./park} knows it
 * @param ports what it listens on, its main port first
 * @param needs names of the parts that have to be healthy once before its first start
 * @param preparation called before each start
 * @param health its health check
 * @param afterwards called once after each start, when the health check first succeeds and before dependants start
 * @param stopSignal how it is asked to end
 */
public record Part(
        String name,
        List<Integer> ports,
        List<String> needs,
        Preparation preparation,
        HealthCheck health,
        Afterwards afterwards,
        StopSignal stopSignal) {
    /** How long a part may take to end before it is killed. */
    static final Duration GRACE = Duration.ofSeconds(15);

    public Part {
        ports = List.copyOf(ports);
        needs = List.copyOf(needs);
    }

    /** An ordinary part: nothing to do afterwards, ends on TERM. */
    public Part(String name, List<Integer> ports, List<String> needs, Preparation preparation, HealthCheck health) {
        this(name, ports, needs, preparation, health, () -> {}, StopSignal.TERMINATE);
    }

    public int port() {
        return ports.getFirst();
    }

    /** Makes everything ready and says how to start; repeatable, and quick where nothing has changed. */
    @FunctionalInterface
    public interface Preparation {
        Launch prepare(Progress progress) throws IOException, InterruptedException, NotBuilt;
    }

    /** Work on the running part that belongs to its start; repeatable. */
    @FunctionalInterface
    public interface Afterwards {
        void run() throws IOException;
    }
}
