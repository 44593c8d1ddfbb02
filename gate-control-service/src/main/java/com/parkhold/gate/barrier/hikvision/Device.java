package com.parkhold.gate.barrier.hikvision;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A device that speaks ISAPI. One request at a time; each has a deadline, which covers its turn, a challenge, and the
 * answer. The last challenge is answered ahead, so that a command is one way there and back.
 */
final class Device {

    private static final int LONGEST_ANSWER = 16_384;

    private final HttpClient http;
    private final DeviceKeys keys;
    private final String host;
    private final String origin;
    private final ReentrantLock turn = new ReentrantLock(true);
    private @Nullable Digest challenge;
    private int count;

    Device(HttpClient http, DeviceKeys keys, String host, int port) {
        this.http = http;
        this.keys = keys;
        this.host = host;
        origin = "http://%s:%d".formatted(host, port);
    }

    /** What a device said. */
    sealed interface Said {
        /** With a status of its own making. */
        record Answer(int status, String body) implements Said {}

        /** Nothing, and it cannot have heard us. */
        record Away(String why) implements Said {}

        /** Nothing that can be understood, though it may have heard us. */
        record Silence(String why) implements Said {}
    }

    Said get(String path, Duration deadline) throws InterruptedException {
        return say("GET", path, null, deadline);
    }

    Said put(String path, String xml, Duration deadline) throws InterruptedException {
        return say("PUT", path, xml, deadline);
    }

    String name() {
        return origin;
    }

    private Said say(String method, String path, @Nullable String xml, Duration deadline) throws InterruptedException {
        long until = System.nanoTime() + deadline.toNanos();
        if (!turn.tryLock(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
            return new Said.Away("the device is busy");
        }
        try {
            Said first = once(method, path, xml, until);
            boolean challenged = first instanceof Said.Answer answer && answer.status() == 401 && challenge != null;
            return challenged ? once(method, path, xml, until) : first;
        } finally {
            turn.unlock();
        }
    }

    private Said once(String method, String path, @Nullable String xml, long until) throws InterruptedException {
        long left = until - System.nanoTime();
        if (left <= 0) {
            return new Said.Away("no time is left");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path))
                .header("Content-Type", "application/xml")
                .method(
                        method,
                        xml == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(xml));
        authorization(method, path).ifPresent(header -> request.header("Authorization", header));
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                request.build(),
                _ -> HttpResponse.BodySubscribers.limiting(
                        HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8), LONGEST_ANSWER));
        try {
            HttpResponse<String> response = answer.get(left, TimeUnit.NANOSECONDS);
            if (response.statusCode() == 401) {
                remember(response);
            }
            return new Said.Answer(response.statusCode(), response.body());
        } catch (TimeoutException silent) {
            answer.cancel(true);
            return new Said.Silence("the device does not answer in time");
        } catch (ExecutionException broken) {
            return broken.getCause() instanceof ConnectException
                            || broken.getCause() instanceof HttpConnectTimeoutException
                    ? new Said.Away("the device cannot be reached")
                    : new Said.Silence("the connection broke: " + broken.getCause());
        }
    }

    private Optional<String> authorization(String method, String path) {
        Digest known = challenge;
        if (known == null) {
            return Optional.empty();
        }
        count++;
        return keys.of(host)
                .map(who ->
                        known.answer(who, method, path, count, UUID.randomUUID().toString()));
    }

    /** A nonce that is stale, or the first one. Without a challenge that we can answer there is no second try. */
    private void remember(HttpResponse<String> refusal) {
        Digest before = challenge;
        challenge = refusal.headers().allValues("WWW-Authenticate").stream()
                .flatMap(header -> Digest.of(header).stream())
                .findFirst()
                .orElse(null);
        count = 0;
        if (before != null && before.equals(challenge)) {
            challenge = null;
        }
    }
}
