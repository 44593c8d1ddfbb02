package com.parkhold.reservation.neighbours;

import com.parkhold.common.inbox.AwayException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One service that is asked while somebody waits: within its client's deadline, never twice, and not at all while it is
 * known to be away. The breaker tries again after a second, so that a restarted neighbour is used at once.
 */
final class Neighbour {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Set<Integer> TRANSIENT = Set.of(401, 403, 408, 429);

    private final String name;
    private final RestClient client;
    private final CircuitBreaker breaker;

    Neighbour(String name, RestClient client) {
        this.name = name;
        this.client = client;
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(8)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(1))
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .build());
    }

    /**
     * Asks, and makes something of the answer.
     *
     * @param body sent as JSON, if there is one
     * @throws AwayException if no usable answer came: whether the neighbour acted is unknown
     */
    <T> T ask(HttpMethod method, String path, String id, @Nullable Object body, Function<Reply, T> reading) {
        try {
            return breaker.executeSupplier(() -> reading.apply(exchange(method, path, id, body)));
        } catch (CallNotPermittedException | RestClientException | JacksonException failure) {
            throw new AwayException(name + " does not answer", failure);
        }
    }

    private Reply exchange(HttpMethod method, String path, String id, @Nullable Object body) {
        RestClient.RequestBodySpec request = client.method(method).uri(path, id);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsString(body));
        }
        return request.exchangeForRequiredValue((_, response) -> reply(response));
    }

    private Reply reply(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        String text = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
        if (status >= 500 || TRANSIENT.contains(status)) {
            throw new AwayException(name + " answers " + status, new IOException(text));
        }
        return new Reply(name, status, text);
    }

    /** An answer that says something, be it a refusal. */
    record Reply(String neighbour, int status, String text) {

        <T> T as(Class<T> type) {
            return JSON.readValue(text, type);
        }

        JsonNode problem() {
            return JSON.readTree(text);
        }

        /** An answer that the contract does not know: the neighbour is as good as away. */
        AwayException unexpected() {
            return new AwayException(neighbour + " answers " + status, new IOException(text));
        }
    }
}
