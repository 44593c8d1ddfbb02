package com.parkhold.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gateway.routing.Owner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import redis.embedded.RedisServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole gateway between a real client, a real Redis, and servers that stand where the services would. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "spring.cloud.gateway.server.webflux.httpclient.response-timeout=1s",
            "parkhold.limits.lot.per-second=1",
            "parkhold.limits.lot.burst=5",
            "parkhold.limits.user.per-second=1",
            "parkhold.limits.user.burst=8",
        })
abstract class EdgeTest {

    static final Map<Owner, Backend> BACKENDS = new EnumMap<>(Owner.class);
    static final Tokens TOKENS = new Tokens();
    static final RedisServer REDIS = redis();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    static {
        for (Owner owner : Owner.values()) {
            BACKENDS.put(owner, new Backend(owner.id()));
        }
    }

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        BACKENDS.forEach((owner, backend) -> registry.add("parkhold.services." + owner.id(), backend::url));
        registry.add("parkhold.issuer-uri", () -> Tokens.ISSUER);
        registry.add("parkhold.jwks-uri", TOKENS::jwksUri);
        registry.add("spring.data.redis.port", () -> REDIS.ports().getFirst());
    }

    @BeforeEach
    void forget() {
        BACKENDS.values().forEach(Backend::forget);
    }

    static Backend backend(Owner owner) {
        return Objects.requireNonNull(BACKENDS.get(owner));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    HttpRequest.Builder as(String subject, String role, String path) {
        return request(path).header("Authorization", "Bearer " + TOKENS.of(subject, role));
    }

    HttpResponse<String> post(HttpRequest.Builder request, String body) {
        return send(request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(HttpRequest.Builder request, BodyPublisher body) {
        return send(request.POST(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Checks everything that a client may rely on in a refusal. */
    static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("X-Trace-Id").orElse("")).matches("[0-9a-f]{32}");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("type").asString()).startsWith("urn:parkhold:problem:");
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank().doesNotContain("xception");
    }

    static void assertRetryAfter(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Retry-After").map(Integer::valueOf))
                .hasValueSatisfying(seconds -> assertThat(seconds).isBetween(1, 60));
    }

    private static RedisServer redis() {
        try {
            RedisServer server = RedisServer.newRedisServer()
                    .port(freePort())
                    .setting("save \"\"")
                    .setting("bind 127.0.0.1 ::1")
                    .build();
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(EdgeTest::stopRedis));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static void stopRedis() {
        try {
            REDIS.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
