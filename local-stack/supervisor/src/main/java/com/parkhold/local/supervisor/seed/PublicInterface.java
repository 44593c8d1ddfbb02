package com.parkhold.local.supervisor.seed;

import com.parkhold.local.supervisor.stack.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The gateway's REST interface, used with a demo user's own token. */
final class PublicInterface {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final HttpClient client;
    private final Tokens tokens;
    private final Ports ports;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    PublicInterface(HttpClient client, Ports ports) {
        this.client = client;
        this.ports = ports;
        this.tokens = new Tokens(client, ports);
    }

    boolean isAbsent(String user, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = call(user, "GET", path, null);
        if (answer.statusCode() == 404) {
            return true;
        }
        require(answer, "GET", path);
        return false;
    }

    String get(String user, String path) throws IOException, InterruptedException {
        return require(call(user, "GET", path, null), "GET", path);
    }

    void post(String user, String path, String document) throws IOException, InterruptedException {
        require(call(user, "POST", path, document), "POST", path);
    }

    void put(String user, String path, String document) throws IOException, InterruptedException {
        require(call(user, "PUT", path, document), "PUT", path);
    }

    /** A service that has only just become healthy may need another moment, and so may the gateway's rate limit. */
    private HttpResponse<String> call(String user, String method, String path, @Nullable String document)
            throws IOException, InterruptedException {
        String key = UUID.randomUUID().toString();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> answer = callOnce(user, method, path, document, key);
            boolean again = answer.statusCode() == 503 || answer.statusCode() == 429;
            if (!again || System.nanoTime() > deadline) {
                return answer;
            }
            Thread.sleep(PAUSE);
        }
    }

    private HttpResponse<String> callOnce(
            String user, String method, String path, @Nullable String document, String key)
            throws IOException, InterruptedException {
        String token = known.get(user);
        if (token == null) {
            token = tokens.of(user);
            known.put(user, token);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(Ports.http(ports.gateway()) + path))
                .timeout(DEADLINE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
        if (document == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .method(method, HttpRequest.BodyPublishers.ofString(document));
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 401) {
            known.remove(user);
        }
        return answer;
    }

    private static String require(HttpResponse<String> answer, String method, String path) throws IOException {
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    "demo data: " + method + " " + path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
