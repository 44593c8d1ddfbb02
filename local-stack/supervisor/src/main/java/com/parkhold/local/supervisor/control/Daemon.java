package com.parkhold.local.supervisor.control;

import com.parkhold.local.supervisor.ParkDirectory;
import com.parkhold.local.supervisor.Progress;
import com.parkhold.local.supervisor.Refusal;
import com.parkhold.local.supervisor.Settings;
import com.parkhold.local.supervisor.part.PartStatus;
import com.parkhold.local.supervisor.part.Supervisor;
import com.parkhold.local.supervisor.stack.LocalStack;
import com.parkhold.local.supervisor.stack.Secrets;
import com.parkhold.local.supervisor.stack.StackDescription;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The process that goes on in the background. It may be killed at any time: the parts live on, and the next daemon adopts
 * them.
 */
public final class Daemon {
    private static final Duration DESCRIPTION_AGE = Duration.ofSeconds(1);

    private final Settings settings;
    private final LocalStack stack;
    private final Supervisor supervisor;
    private final BringingUp bringingUp;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Progress listener = line -> {};

    private Daemon(Settings settings) throws IOException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        Clock clock = Clock.systemUTC();
        this.settings = settings;
        this.stack = new LocalStack(settings, client, clock);
        this.supervisor = new Supervisor(stack.parts(), settings.directory(), this::tell, clock);
        this.bringingUp = new BringingUp(settings, stack, supervisor, client);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Settings settings = Settings.from(System.getenv());
        String version = arguments.length > 0 ? arguments[0] : "";
        new Daemon(settings).serve(version);
        System.exit(0);
    }

    private void serve(String version) throws IOException, InterruptedException {
        ParkDirectory directory = settings.directory();
        String token = Secrets.random("");
        ControlServer control = new ControlServer(settings.ports().control(), token);
        control.question(
                "/status",
                () -> supervisor.status().stream().map(PartStatus::measured).toList());
        control.order("/up", (argument, progress) -> listening(progress, () -> bringingUp.carryOut(progress)));
        control.order(
                "/down",
                (argument, progress) -> {
                    supervisor.stopAll(progress);
                    Files.deleteIfExists(directory.stackDescription());
                },
                end::countDown);
        control.order("/detach", (argument, progress) -> supervisor.letGo(), end::countDown);
        control.order(
                "/restart",
                (part, progress) -> listening(progress, () -> {
                    supervisor.restart(part);
                    bringingUp.awaitHealthy(part, progress);
                }));
        control.order(
                "/kill",
                (part, progress) -> progress.say(part + " (pid "
                        + supervisor.kill(part).orElseThrow(() -> new Refusal(part + " does not run")) + ") killed"));
        control.start();
        ProcessHandle self = ProcessHandle.current();
        new ControlAddress(
                        settings.ports().control(),
                        token,
                        settings.ports().base(),
                        version,
                        self.pid(),
                        self.info().startInstant().orElseThrow())
                .write(directory);
        keepDescriptionFresh();
        control.stop();
        Files.deleteIfExists(directory.control());
    }

    /** A part that died has another process id: the description follows, until the daemon ends. */
    private void keepDescriptionFresh() throws InterruptedException, IOException {
        Map<String, Long> written = Map.of();
        while (!end.await(DESCRIPTION_AGE.toMillis(), TimeUnit.MILLISECONDS)) {
            List<PartStatus> statuses = supervisor.status();
            Map<String, Long> now = statuses.stream().collect(Collectors.toMap(PartStatus::name, PartStatus::pid));
            if (bringingUp.isDone() && !now.equals(written)) {
                StackDescription.of(settings.ports(), settings.directory(), stack.lanes(), statuses)
                        .write(settings.directory().stackDescription());
                written = now;
            }
        }
    }

    private void tell(String line) {
        listener.say(line);
    }

    private void listening(Progress progress, Work work) throws IOException, InterruptedException {
        listener = progress;
        try {
            work.run();
        } finally {
            listener = line -> {};
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }
}
