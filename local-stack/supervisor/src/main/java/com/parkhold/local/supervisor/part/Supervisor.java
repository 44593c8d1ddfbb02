package com.parkhold.local.supervisor.part;

import com.parkhold.local.supervisor.ParkDirectory;
import com.parkhold.local.supervisor.Progress;
import com.parkhold.local.supervisor.Refusal;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All parts of the stack: starts each as soon as what it needs is healthy, and stops them the other way round. */
public final class Supervisor {
    private final Map<String, SupervisedPart> parts = new LinkedHashMap<>();

    /** The parts are given in an order in which each comes after what it needs. */
    public Supervisor(List<Part> parts, ParkDirectory directory, Progress progress, Clock clock) {
        for (Part part : parts) {
            CompletableFuture<?>[] needs =
                    part.needs().stream().map(name -> part(name).firstHealthy()).toArray(CompletableFuture[]::new);
            this.parts.put(
                    part.name(), new SupervisedPart(part, directory, progress, clock, CompletableFuture.allOf(needs)));
        }
    }

    /** Begins to keep every part running; parts that run already are left alone. */
    public void startAll() {
        parts.values().forEach(SupervisedPart::start);
    }

    /**
     * Restarts the parts that run from something other than what is built now; answers their names. They are looked at
     * side by side, because a new build is trained first, while the old one goes on.
     */
    public List<String> replaceOutdated(Progress progress) throws IOException, InterruptedException {
        List<Future<Optional<String>>> looks = new ArrayList<>();
        try (ExecutorService looking = Executors.newVirtualThreadPerTaskExecutor()) {
            parts.values().forEach(part -> looks.add(looking.submit(() -> replaceIfOutdated(part, progress))));
        }
        List<String> replaced = new ArrayList<>();
        for (Future<Optional<String>> look : looks) {
            try {
                look.get().ifPresent(replaced::add);
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            }
        }
        return replaced;
    }

    private static Optional<String> replaceIfOutdated(SupervisedPart part, Progress progress)
            throws IOException, InterruptedException {
        if (!part.isOutdated()) {
            return Optional.empty();
        }
        progress.say(part.part().name() + " has changed: starting it again");
        part.stop();
        part.start();
        return Optional.of(part.part().name());
    }

    /** Stops every part once all that need it are stopped; returns when nothing runs any more. */
    public void stopAll(Progress progress) throws InterruptedException {
        Map<String, Thread> stopping = new LinkedHashMap<>();
        for (SupervisedPart part : List.copyOf(parts.values()).reversed()) {
            List<Thread> dependants = parts.values().stream()
                    .filter(other -> other.part().needs().contains(part.part().name()))
                    .map(other -> Optional.ofNullable(stopping.get(other.part().name())))
                    .flatMap(Optional::stream)
                    .toList();
            stopping.put(part.part().name(), Thread.ofVirtual().start(() -> stopAfter(dependants, part, progress)));
        }
        for (Thread thread : stopping.values()) {
            thread.join();
        }
    }

    public void restart(String name) throws InterruptedException {
        SupervisedPart part = part(name);
        part.stop();
        part.start();
    }

    /** Answers the killed process's id, or empty where none runs. */
    public Optional<Long> kill(String name) {
        return part(name).kill();
    }

    /** Leaves every process running, for a supervisor that comes after this one. */
    public void letGo() throws InterruptedException {
        for (SupervisedPart part : parts.values()) {
            part.letGo();
        }
    }

    public List<PartStatus> status() {
        return parts.values().stream().map(SupervisedPart::status).toList();
    }

    public PartStatus status(String name) {
        return part(name).status();
    }

    private static void stopAfter(List<Thread> dependants, SupervisedPart part, Progress progress) {
        try {
            for (Thread dependant : dependants) {
                dependant.join();
            }
            boolean ran = part.status().pid() != 0;
            part.stop();
            if (ran) {
                progress.say(part.part().name() + " stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SupervisedPart part(String name) {
        SupervisedPart part = parts.get(name);
        if (part == null) {
            throw new Refusal("there is no part " + name + "; there are " + String.join(", ", parts.keySet()));
        }
        return part;
    }
}
