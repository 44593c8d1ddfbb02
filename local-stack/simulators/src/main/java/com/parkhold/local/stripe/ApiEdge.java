package com.parkhold.local.stripe;

import com.parkhold.local.stripe.Faults.Fault;
import com.parkhold.local.stripe.Faults.Kind;
import com.parkhold.local.stripe.IdempotencyKeys.Remembered;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything about a request of the API but its meaning: the key, faults, idempotency, headers, errors. */
final class ApiEdge implements HttpHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(ApiEdge.class);

    private final ObjectStore store;
    private final StripeApi api;
    private final IdempotencyKeys keys;
    private final Faults faults;
    private final String apiKey;

    ApiEdge(ObjectStore store, StripeApi api, IdempotencyKeys keys, Faults faults, String apiKey) {
        this.store = store;
        this.api = api;
        this.keys = keys;
        this.faults = faults;
        this.apiKey = apiKey;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = Call.of(exchange, HttpReply.body(exchange));
            Headers headers = exchange.getResponseHeaders();
            headers.set("Request-Id", call.requestId());
            headers.set("Stripe-Version", call.version());
            call.key().ifPresent(key -> headers.set("Idempotency-Key", key));
            Optional<Fault> fault = Optional.empty();
            Reply reply;
            try {
                authenticate(exchange.getRequestHeaders().getFirst("Authorization"));
                fault = faults.take(call.method(), call.path());
                reply = behave(call, fault);
            } catch (ApiRefusal refusal) {
                reply = Reply.of(refusal.answer());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOGGER.error("{} {} failed", call.method(), call.path(), e);
                reply = Reply.of(serverError());
            }
            if (fault.filter(ordered -> ordered.kind() == Kind.TIMEOUT_AFTER_COMMIT)
                    .isEmpty()) {
                if (reply.original() != null) {
                    headers.set("Idempotent-Replayed", "true");
                    headers.set("Original-Request", reply.original());
                }
                HttpReply.json(exchange, reply.status(), reply.body());
            }
        }
    }

    private void authenticate(@Nullable String header) {
        String given = "";
        if (header != null && header.startsWith("Bearer ")) {
            given = header.substring("Bearer ".length()).strip();
        } else if (header != null && header.startsWith("Basic ")) {
            given = userOf(header.substring("Basic ".length()).strip());
        }
        if (given.isEmpty()) {
            throw ApiRefusal.of(
                    401,
                    "invalid_request_error",
                    null,
                    "You did not provide an API key. You need to provide your API key in the Authorization header,"
                            + " using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
        }
        if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), apiKey.getBytes(StandardCharsets.UTF_8))) {
            String tail = given.substring(Math.max(0, given.length() - 4));
            throw ApiRefusal.of(401, "invalid_request_error", null, "Invalid API Key provided: ********" + tail);
        }
    }

    private static String userOf(String credentials) {
        try {
            String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Lets the fault happen around the work, or the work alone. */
    private Reply behave(Call call, Optional<Fault> fault) throws InterruptedException {
        Kind kind = fault.map(Fault::kind).orElse(null);
        if (kind == Kind.SERVER_ERROR) {
            return Reply.of(serverError());
        }
        if (kind == Kind.RATE_LIMIT) {
            throw ApiRefusal.of(
                    429,
                    "invalid_request_error",
                    "rate_limit",
                    "Request rate limit exceeded. Learn more about rate limits"
                            + " https://docs.stripe.com/rate-limits.");
        }
        take(call);
        if (kind == Kind.GATEWAY_TIMEOUT) {
            Duration delay = fault.orElseThrow().delay();
            Thread.ofVirtual().name("late " + call.path()).start(() -> workLate(call, delay));
            return new Reply(504, "<html><title>504 Gateway Time-out</title></html>", null);
        }
        Duration latency = kind == Kind.LATENCY ? fault.orElseThrow().delay() : Duration.ZERO;
        Reply reply = keyed(call, latency, kind == Kind.SERVER_ERROR_AFTER_COMMIT);
        if (kind == Kind.TIMEOUT_AFTER_COMMIT) {
            Thread.sleep(fault.orElseThrow().delay());
        }
        return reply;
    }

    private void take(Call call) {
        call.key().ifPresent(key -> {
            IdempotencyKeys.check(key);
            if (!keys.take(key)) {
                throw IdempotencyKeys.inUse(key);
            }
        });
    }

    /** Nobody waits for the answer any more. */
    private void workLate(Call call, Duration delay) {
        try {
            keyed(call, delay, false);
        } catch (ApiRefusal refusal) {
            LOGGER.info("{} {} was refused late: {}", call.method(), call.path(), refusal.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOGGER.error("{} {} failed late", call.method(), call.path(), e);
        }
    }

    /** Does the work, under its idempotency key if it has one: taken before, and given back when slow work is done. */
    private Reply keyed(Call call, Duration latency, boolean hideResult) throws InterruptedException {
        if (call.key().isEmpty()) {
            Thread.sleep(latency);
            return Reply.of(store.write(call.identity(), transaction -> work(transaction, call, hideResult)));
        }
        String key = call.key().get();
        try {
            Thread.sleep(latency);
            return store.write(call.identity(), transaction -> remembered(transaction, call, key, hideResult));
        } catch (ApiRefusal refusal) {
            if (refusal.begun()) {
                store.write(transaction -> remember(transaction, call, key, refusal.answer()));
            }
            throw refusal;
        } finally {
            keys.giveBack(key);
        }
    }

    private Reply remembered(Transaction transaction, Call call, String key, boolean hideResult) {
        Optional<Remembered> before = keys.recall(transaction, key, call.path(), call.parameters());
        if (before.isPresent()) {
            Remembered answer = before.get();
            return new Reply(answer.status(), answer.body(), answer.request());
        }
        return Reply.of(remember(transaction, call, key, work(transaction, call, hideResult)));
    }

    private Answer remember(Transaction transaction, Call call, String key, Answer answer) {
        keys.remember(transaction, key, call.path(), call.parameters(), call.requestId(), answer);
        return answer;
    }

    private Answer work(Transaction transaction, Call call, boolean hideResult) {
        Answer answer = api.handle(transaction, call.method(), call.path(), call.parameters());
        if (hideResult) {
            return serverError();
        }
        return answer.status() == 200
                ? Answer.ok(Expansion.apply(transaction, answer.body(), call.parameters()))
                : answer;
    }

    private static Answer serverError() {
        return Answer.error(
                500,
                ApiRefusal.error(
                        "api_error",
                        null,
                        "Sorry! There was an error while talking to one of our backends. Support has been notified.",
                        null));
    }

    /** What goes back; {@code original} is the request that was first answered so, when this is a replay. */
    private record Reply(int status, String body, @Nullable String original) {
        static Reply of(Answer answer) {
            return new Reply(answer.status(), answer.body().toPrettyString(), null);
        }
    }

    /** A request. A key counts only where Stripe lets it: on POST. */
    private record Call(
            String requestId, String method, String path, String version, Optional<String> key, Parameters parameters) {

        static Call of(HttpExchange exchange, String body) {
            String method = exchange.getRequestMethod();
            String query =
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
            Headers headers = exchange.getRequestHeaders();
            return new Call(
                    Identifiers.next("req"),
                    method,
                    exchange.getRequestURI().getPath(),
                    Optional.ofNullable(headers.getFirst("Stripe-Version")).orElse(Events.API_VERSION),
                    method.equals("POST") ? Optional.ofNullable(headers.getFirst("Idempotency-Key")) : Optional.empty(),
                    Parameters.parse(method.equals("POST") ? body : query));
        }

        RequestIdentity identity() {
            return new RequestIdentity(requestId, key.orElse(null));
        }
    }
}
