package com.parkhold.local.supervisor.command;

import com.parkhold.local.supervisor.Refusal;
import com.parkhold.local.supervisor.Settings;
import com.parkhold.local.supervisor.control.ControlAddress;
import com.parkhold.local.supervisor.control.ControlClient;
import com.parkhold.local.supervisor.part.PartStatus;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** The commands that talk to a daemon that runs already. */
final class RunningStack {
    private static final int DOWN = 3;
    private static final Duration DAEMON_ENDS_WITHIN = Duration.ofSeconds(10);

    private final Settings settings;
    private final HttpClient client;

    RunningStack(Settings settings, HttpClient client) {
        this.settings = settings;
        this.client = client;
    }

    int order(String name, String part) throws IOException, InterruptedException {
        connected().order(name, part, System.out::println);
        return 0;
    }

    /** 0 only if every part is healthy. */
    int status() throws IOException, InterruptedException {
        var address = ControlAddress.ofRunning(settings.directory());
        if (address.isEmpty()) {
            System.out.println(
                    new Orphans(settings.directory()).any()
                            ? "the supervisor is gone and parts of the stack still run: ./park up takes them over"
                            : "the stack is down");
            return DOWN;
        }
        List<PartStatus> parts = new ControlClient(client, address.get()).status();
        System.out.print(StatusTable.of(parts));
        return parts.stream().allMatch(PartStatus::isHealthy) ? 0 : 1;
    }

    int down() throws IOException, InterruptedException {
        var address = ControlAddress.ofRunning(settings.directory());
        if (address.isPresent()) {
            var daemon = address.get().process();
            new ControlClient(client, address.get()).order("down", "", System.out::println);
            if (daemon.isPresent() && !daemon.get().waitFor(DAEMON_ENDS_WITHIN)) {
                daemon.get().killTree();
            }
        }
        new Orphans(settings.directory()).stop(System.out::println);
        Files.deleteIfExists(settings.directory().control());
        Files.deleteIfExists(settings.directory().stackDescription());
        System.out.println(
                "the stack is down; its data stays in " + settings.directory().data());
        return 0;
    }

    private ControlClient connected() {
        return new ControlClient(
                client,
                ControlAddress.ofRunning(settings.directory())
                        .orElseThrow(() -> new Refusal("the stack is down: ./park up starts it")));
    }
}
