package com.parkhold.local.lanes.camera;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what the cameras have to say, each push by itself, and tries again while it is not answered 200. */
public final class CameraNetwork implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CameraNetwork.class);
    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .connectTimeout(DEADLINE)
            .build();
    private final Clock clock;

    public CameraNetwork(Clock clock) {
        this.clock = clock;
    }

    /** Sends after the push's own delay. The outcome comes with the 200, or after the last try. */
    CompletableFuture<PushOutcome> send(URI address, CameraPush push) {
        Instant seen = clock.instant();
        return CompletableFuture.supplyAsync(() -> tryAll(address, push, seen), threads);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.shutdownNow();
    }

    private PushOutcome tryAll(URI address, CameraPush push, Instant seen) {
        int status = 0;
        int tries = 0;
        try {
            Thread.sleep(push.after());
            Duration pause = FIRST_PAUSE;
            while (status != 200 && tries < TRIES) {
                if (tries > 0) {
                    Thread.sleep(pause);
                    pause = pause.multipliedBy(2);
                }
                tries++;
                status = tryOnce(address, push);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        if (status != 200) {
            log.warn("{} answered {} after {} tries", address.getPath(), status, tries);
        }
        return new PushOutcome(
                status, tries, Duration.between(seen, clock.instant()).toMillis());
    }

    private int tryOnce(URI address, CameraPush push) throws InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .timeout(DEADLINE)
                .header("Content-Type", push.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(push.body()));
        push.headers().forEach(request::header);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException unanswered) {
            log.debug("{} did not answer", address.getPath(), unanswered);
            return 0;
        }
    }
}
