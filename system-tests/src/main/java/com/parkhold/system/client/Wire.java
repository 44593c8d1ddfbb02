package com.parkhold.system.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** HTTP with a deadline on every call. */
public final class Wire {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final Witness witness;

    Wire(Witness witness) {
        this.witness = witness;
    }

    /** Sends once and returns whatever is answered. */
    public Answer send(HttpRequest.Builder request) {
        try {
            return exchange(request.timeout(DEADLINE).build());
        } catch (IOException unanswered) {
            throw new UncheckedIOException(unanswered);
        }
    }

    /**
     * Sends until something but "later" is answered: 503 and 429 name their pause, and a broken connection says nothing
     * about what was done. Only for calls that may be repeated.
     */
    public Answer sendPatiently(HttpRequest.Builder request) {
        HttpRequest repeated = request.timeout(DEADLINE).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            boolean lastTry = System.nanoTime() > deadline;
            Duration pause = PAUSE;
            try {
                Answer answer = exchange(repeated);
                Optional<Duration> again = answer.again();
                if (lastTry || again.isEmpty()) {
                    return answer;
                }
                pause = again.get();
            } catch (IOException unanswered) {
                if (lastTry) {
                    throw new UncheckedIOException(unanswered);
                }
            }
            Patience.pause(pause);
        }
    }

    private Answer exchange(HttpRequest request) throws IOException {
        String call = request.method() + " " + request.uri().getPath();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            Answer answer = new Answer(call, response.statusCode(), response.headers(), response.body());
            witness.saw(request, answer);
            return answer;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (IOException unanswered) {
            throw new IOException(call + " at " + request.uri().getAuthority() + " is not answered", unanswered);
        }
    }
}
