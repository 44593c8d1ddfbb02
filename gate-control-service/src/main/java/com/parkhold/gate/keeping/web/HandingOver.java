package com.parkhold.gate.keeping.web;

import com.parkhold.gate.keeping.Keeping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Asks another instance what this one was asked, word for word, and gives its answer. */
@Component
class HandingOver {

    /** Says that a request was handed over already: whoever gets it answers it. */
    static final String HEADER = "X-Parkhold-Handed-Over";

    private static final Logger log = LoggerFactory.getLogger(HandingOver.class);
    private static final Duration CONNECTING = Duration.ofMillis(60);
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** Not made at the start: a gate that starts after everything died has no time for it. */
    private final SingletonSupplier<HttpClient> http = SingletonSupplier.of(() -> HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build());

    private final Keeping keeping;

    HandingOver(Keeping keeping) {
        this.keeping = keeping;
    }

    /** No car is to wait for classes to be loaded: asks this instance something, as it would ask another. */
    @Scheduled(initialDelay = 10_000)
    void warmUp() throws InterruptedException {
        try {
            URI liveness = URI.create(keeping.name() + "/actuator/health/liveness");
            http.obtain().send(HttpRequest.newBuilder(liveness).build(), HttpResponse.BodyHandlers.discarding());
        } catch (IOException | IllegalArgumentException notReached) {
            log.debug("This instance does not reach itself: {}", notReached.getMessage());
        }
    }

    /**
     * Asks, and answers what it hears within that time.
     *
     * @param unlessAway whether a 503 is not an answer: what this instance can do itself
     */
    Asked ask(String keeper, ReadBody request, HttpServletResponse response, Duration patience, boolean unlessAway)
            throws IOException {
        HttpResponse<byte[]> answer;
        CompletableFuture<HttpResponse<byte[]>> asked =
                http.obtain().sendAsync(copyOf(keeper, request, patience), HttpResponse.BodyHandlers.ofByteArray());
        try {
            answer = asked.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            return failed.getCause() instanceof ConnectException
                            || failed.getCause() instanceof HttpConnectTimeoutException
                    ? Asked.NOBODY_THERE
                    : Asked.NO_ANSWER;
        } catch (TimeoutException silent) {
            // Also where its name is not found out in time.
            asked.cancel(true);
            return Asked.NO_ANSWER;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Asked.NO_ANSWER;
        }
        boolean cannot = unlessAway && answer.statusCode() == HttpStatus.SERVICE_UNAVAILABLE.value();
        if (cannot || answer.statusCode() == HttpStatus.MISDIRECTED_REQUEST.value()) {
            return Asked.NOBODY_THERE;
        }
        response.setStatus(answer.statusCode());
        answer.headers().map().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                response.setHeader(name, values.getFirst());
                values.stream().skip(1).forEach(value -> response.addHeader(name, value));
            }
        });
        response.getOutputStream().write(answer.body());
        return Asked.ANSWERED;
    }

    private static HttpRequest copyOf(String keeper, ReadBody request, Duration patience) {
        HttpRequest.Builder copy = HttpRequest.newBuilder(addressOf(keeper, request))
                .timeout(patience)
                .method(request.getMethod(), HttpRequest.BodyPublishers.ofByteArray(request.bytes()));
        for (String name : Collections.list(request.getHeaderNames())) {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                Collections.list(request.getHeaders(name)).forEach(value -> copy.header(name, value));
            }
        }
        return copy.setHeader(HEADER, "true").build();
    }

    private static URI addressOf(String keeper, HttpServletRequest request) {
        String query = request.getQueryString();
        return URI.create(keeper + request.getRequestURI() + (query == null ? "" : "?" + query));
    }

    /** What came of it. */
    enum Asked {
        ANSWERED,
        /** It cannot have been asked, says that it does not keep the lot, or that it cannot do it. */
        NOBODY_THERE,
        /** It may do what it was asked. */
        NO_ANSWER
    }
}
