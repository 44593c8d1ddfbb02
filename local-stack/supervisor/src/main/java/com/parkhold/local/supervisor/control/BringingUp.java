package com.parkhold.local.supervisor.control;

import com.parkhold.local.supervisor.Progress;
import com.parkhold.local.supervisor.Refusal;
import com.parkhold.local.supervisor.Settings;
import com.parkhold.local.supervisor.part.Part;
import com.parkhold.local.supervisor.part.PartState;
import com.parkhold.local.supervisor.part.PartStatus;
import com.parkhold.local.supervisor.part.PortTaken;
import com.parkhold.local.supervisor.part.Supervisor;
import com.parkhold.local.supervisor.process.ListeningPorts;
import com.parkhold.local.supervisor.process.ProcessRecord;
import com.parkhold.local.supervisor.process.RunningProcess;
import com.parkhold.local.supervisor.seed.Seeding;
import com.parkhold.local.supervisor.stack.LocalStack;
import com.parkhold.local.supervisor.stack.Ports;
import com.parkhold.local.supervisor.stack.StackDescription;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What {@code ./park up} has the daemon do: everything runs, is healthy, holds its demo data, and is described. */
final class BringingUp {
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final Duration POLL = Duration.ofMillis(100);
    /** A part that died this often without ever being healthy will not recover by itself. */
    private static final int HOPELESS = 4;

    private final Settings settings;
    private final LocalStack stack;
    private final Supervisor supervisor;
    private final Seeding seeding;
    private volatile boolean done;

    BringingUp(Settings settings, LocalStack stack, Supervisor supervisor, HttpClient client) {
        this.settings = settings;
        this.stack = stack;
        this.supervisor = supervisor;
        this.seeding = new Seeding(
                client, settings.ports(), settings.directory().data().resolve("demo-data-is-in"));
    }

    /** Whether it has been carried out to the end once. */
    boolean isDone() {
        return done;
    }

    void carryOut(Progress progress) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        boolean running = supervisor.status().stream().allMatch(PartStatus::isHealthy);
        refuseTakenPorts();
        supervisor.startAll();
        boolean replaced = !supervisor.replaceOutdated(progress).isEmpty();
        List<String> missing = awaitSettled(progress, begin);
        if (missing.isEmpty()) {
            seeding.carryOut(stack.lanes(), progress);
        }
        StackDescription.of(settings.ports(), settings.directory(), stack.lanes(), supervisor.status())
                .write(settings.directory().stackDescription());
        done = true;
        if (running && !replaced) {
            progress.say("everything runs already");
        } else {
            progress.say("healthy after " + seconds(begin));
        }
        sayAddresses(progress);
        if (!missing.isEmpty()) {
            throw new Refusal("not built, so left out: " + String.join(", ", missing));
        }
    }

    /** Returns when this part is healthy. */
    void awaitHealthy(String name, Progress progress) throws InterruptedException {
        long begin = System.nanoTime();
        while (!supervisor.status(name).isHealthy()) {
            refuseHopeless(supervisor.status(name), 0);
            refuseEndless(begin);
            Thread.sleep(POLL);
        }
        progress.say(name + " healthy after " + seconds(begin));
    }

    private List<String> awaitSettled(Progress progress, long begin) throws InterruptedException {
        List<PartStatus> before = supervisor.status();
        Set<String> told = new HashSet<>();
        before.stream().filter(PartStatus::isHealthy).map(PartStatus::name).forEach(told::add);
        while (true) {
            boolean settled = true;
            for (PartStatus status : supervisor.status()) {
                boolean final_ = status.isHealthy() || status.state() == PartState.NOT_BUILT;
                if (final_ && told.add(status.name())) {
                    progress.say(describe(status, begin));
                }
                refuseHopeless(status, restartsOf(status.name(), before));
                settled &= final_ || waitsForMissing(status);
            }
            if (settled) {
                return supervisor.status().stream()
                        .filter(status -> !status.isHealthy())
                        .map(PartStatus::name)
                        .toList();
            }
            refuseEndless(begin);
            Thread.sleep(POLL);
        }
    }

    /** The relay waits for tables that only services make: without the services it never becomes healthy. */
    private boolean waitsForMissing(PartStatus status) {
        boolean missing = supervisor.status().stream().anyMatch(other -> other.state() == PartState.NOT_BUILT);
        boolean restSettled = supervisor.status().stream()
                .filter(other -> !other.name().equals("relay"))
                .allMatch(other -> other.isHealthy()
                        || other.state() == PartState.NOT_BUILT
                        || other.state() == PartState.WAITING);
        return missing && restSettled && (status.name().equals("relay") || status.state() == PartState.WAITING);
    }

    private void refuseHopeless(PartStatus status, int restartsBefore) {
        if (!status.isHealthy() && status.restarts() - restartsBefore >= HOPELESS) {
            throw new Refusal(status.name() + " does not stay up (" + status.detail() + "): see "
                    + settings.directory().log(status.name()));
        }
    }

    private void refuseEndless(long begin) {
        if (System.nanoTime() - begin > LONGEST.toNanos()) {
            List<String> late = supervisor.status().stream()
                    .filter(status -> !status.isHealthy())
                    .map(PartStatus::name)
                    .toList();
            throw new Refusal("not healthy after " + LONGEST.toMinutes() + " minutes: " + String.join(", ", late)
                    + "; see " + settings.directory().logs());
        }
    }

    private void refuseTakenPorts() throws IOException {
        for (Part part : stack.parts()) {
            boolean ours = ProcessRecord.read(settings.directory().processRecord(part.name()))
                    .flatMap(RunningProcess::adopt)
                    .isPresent();
            for (int port : ours ? List.<Integer>of() : part.ports()) {
                if (!ListeningPorts.isFree(port)) {
                    throw new Refusal(PortTaken.line(part.name(), port)
                            + "; end it, or set PARK_PORT_BASE to move the whole stack");
                }
            }
        }
    }

    private void sayAddresses(Progress progress) {
        Ports ports = settings.ports();
        progress.say("");
        progress.say("  gateway  " + Ports.http(ports.gateway()) + "   (API reference at /docs)");
        progress.say("  issuer   " + Ports.http(ports.issuer()));
        progress.say("  stripe   " + Ports.http(ports.stripe()));
        progress.say("  mails    " + Ports.http(ports.mailbox()) + "/mails");
        progress.say("  lanes    " + Ports.http(ports.laneControl()));
        progress.say("  all      " + settings.directory().stackDescription());
        progress.say("");
    }

    private static int restartsOf(String name, List<PartStatus> before) {
        return before.stream()
                .filter(status -> status.name().equals(name))
                .mapToInt(PartStatus::restarts)
                .findFirst()
                .orElse(0);
    }

    private static String describe(PartStatus status, long begin) {
        return status.isHealthy()
                ? String.format(Locale.ROOT, "%-22s healthy (%s)", status.name(), seconds(begin))
                : status.name() + " is not built: " + status.detail();
    }

    private static String seconds(long begin) {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - begin) / 1e9);
    }
}
