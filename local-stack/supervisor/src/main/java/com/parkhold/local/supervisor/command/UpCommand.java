package com.parkhold.local.supervisor.command;

import com.parkhold.local.supervisor.ParkDirectory;
import com.parkhold.local.supervisor.Refusal;
import com.parkhold.local.supervisor.Settings;
import com.parkhold.local.supervisor.control.ControlAddress;
import com.parkhold.local.supervisor.control.ControlClient;
import com.parkhold.local.supervisor.control.Daemon;
import com.parkhold.local.supervisor.image.Application;
import com.parkhold.local.supervisor.image.Image;
import com.parkhold.local.supervisor.image.Images;
import com.parkhold.local.supervisor.part.NotBuilt;
import com.parkhold.local.supervisor.part.PortTaken;
import com.parkhold.local.supervisor.process.Launch;
import com.parkhold.local.supervisor.process.ListeningPorts;
import com.parkhold.local.supervisor.process.RunningProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes sure that a daemon of the current build runs, and has it bring everything up. */
final class UpCommand {
    private static final Duration DAEMON_ANSWERS_WITHIN = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration ATTACHED_POLL = Duration.ofSeconds(1);

    private final Settings settings;
    private final HttpClient client;
    private final RunningStack stack;

    UpCommand(Settings settings, HttpClient client, RunningStack stack) {
        this.settings = settings;
        this.client = client;
        this.stack = stack;
    }

    int carryOut(boolean foreground) throws IOException, InterruptedException {
        ParkDirectory directory = settings.directory();
        Files.createDirectories(directory.run());
        ControlAddress address;
        try (FileChannel lock = FileChannel.open(
                        directory.run().resolve("up.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            if (!held.isValid()) {
                throw new Refusal("another ./park up is at work");
            }
            address = daemon();
        }
        new ControlClient(client, address).order("up", "", System.out::println);
        if (foreground) {
            stayAttached(address);
        }
        return 0;
    }

    private ControlAddress daemon() throws IOException, InterruptedException {
        Image image = image();
        String version = image.directory().getFileName().toString();
        Optional<ControlAddress> running = ControlAddress.ofRunning(settings.directory());
        if (running.isPresent()) {
            ControlAddress address = running.get();
            if (address.portBase() != settings.ports().base()) {
                throw new Refusal("the stack in " + settings.directory().root() + " runs on port base "
                        + address.portBase() + ": ./park down first, or use another PARK_DIR");
            }
            if (address.version().equals(version)) {
                return address;
            }
            detach(address);
        }
        return start(image, version);
    }

    /** The new supervisor takes the running parts over. */
    private void detach(ControlAddress address) throws IOException, InterruptedException {
        Optional<RunningProcess> old = address.process();
        new ControlClient(client, address).order("detach", "", System.out::println);
        if (old.isPresent() && !old.get().waitFor(DAEMON_ANSWERS_WITHIN)) {
            throw new Refusal("the old supervisor (pid " + address.pid() + ") does not end");
        }
    }

    private ControlAddress start(Image image, String version) throws IOException, InterruptedException {
        if (!ListeningPorts.isFree(settings.ports().control())) {
            throw new Refusal(PortTaken.line("supervisor", settings.ports().control())
                    + "; end it, or set PARK_PORT_BASE to move the whole stack");
        }
        ParkDirectory directory = settings.directory();
        Files.createDirectories(directory.logs());
        Files.deleteIfExists(directory.control());
        RunningProcess daemon = RunningProcess.start(
                new Launch(command(image, version), settings.toEnvironment(), directory.root()),
                directory.log("supervisor"));
        long deadline = System.nanoTime() + DAEMON_ANSWERS_WITHIN.toNanos();
        while (System.nanoTime() < deadline && !daemon.waitFor(POLL)) {
            Optional<ControlAddress> address = ControlAddress.ofRunning(directory);
            if (address.isPresent()) {
                return address.get();
            }
        }
        throw new Refusal("the supervisor did not start: see " + directory.log("supervisor"));
    }

    /** Detached from the terminal: neither Ctrl-C nor a closed window ends it. */
    private List<String> command(Image image, String version) {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "trap '' INT HUP; if command -v setsid >/dev/null; then exec setsid \"$@\"; fi; exec \"$@\"",
                "supervisor",
                settings.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx160m",
                "-Djava.net.preferIPv4Stack=true"));
        command.addAll(image.program());
        command.add(version);
        return command;
    }

    private Image image() throws IOException, InterruptedException {
        Application application = Application.plain(
                "supervisor",
                settings.repository().resolve("local-stack/supervisor"),
                "local-stack-supervisor",
                Daemon.class.getName());
        try {
            return new Images(settings.directory().runtime(), settings.java(), Clock.systemUTC()).of(application);
        } catch (NotBuilt e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
    }

    /** Until Ctrl-C, which takes the stack down, or until it goes down by itself. */
    private void stayAttached(ControlAddress address) throws InterruptedException {
        System.out.println("attached: Ctrl-C takes the stack down");
        CountDownLatch interrupted = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            interrupted.countDown();
            takeDown();
        }));
        while (address.process().isPresent()) {
            if (interrupted.await(ATTACHED_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private void takeDown() {
        try {
            stack.down();
        } catch (IOException | InterruptedException e) {
            System.err.println("park: " + e);
        }
    }
}
