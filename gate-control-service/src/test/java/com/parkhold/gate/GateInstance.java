package com.parkhold.gate;

import com.parkhold.gate.decision.Admission;
import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.passage.Arriving;
import com.parkhold.gate.passage.Reconciling;
import com.parkhold.gate.passage.Ruling;
import com.parkhold.gate.passage.Visit;
import com.parkhold.testing.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One running gate service with a disk of its own. */
final class GateInstance implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private GateInstance(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** One that reaches everything, the database over the given line. */
    static GateInstance connected(Path disk, PausableLine line) {
        return connected(disk, line, "http://127.0.0.1:1");
    }

    /** The same with neighbours. */
    static GateInstance connected(Path disk, PausableLine line, String neighbours) {
        Map<String, String> settings = new HashMap<>();
        TestServers.register((name, value) -> settings.put(name, String.valueOf(value.get())), "gate_two");
        settings.compute(
                "spring.datasource.url",
                (_, url) -> String.valueOf(url).replaceFirst("//[^/]+/", "//127.0.0.1:" + line.port() + "/"));
        settings.put("parkhold.gate.budgets.database", "300ms");
        settings.put("parkhold.gate.budgets.claim", "5s");
        // A busy machine must not look like a lost Redis: with both away, two instances cannot know of each other.
        settings.put("spring.data.redis.timeout", "5s");
        settings.put("spring.data.redis.connect-timeout", "5s");
        settings.put("parkhold.gate.budgets.payment-page", "2s");
        settings.put("parkhold.gate.keeping.read-patience", "2s");
        settings.put("parkhold.gate.inventory-url", neighbours);
        settings.put("parkhold.gate.session-url", neighbours);
        return start(disk, settings);
    }

    /** One that reaches nothing but its disk. */
    static GateInstance alone(Path disk, int closedPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("spring.datasource.url", "jdbc:postgresql://127.0.0.1:" + closedPort + "/gate_two");
        settings.put("spring.kafka.bootstrap-servers", "127.0.0.1:" + closedPort);
        settings.put("spring.data.redis.port", Integer.toString(closedPort));
        settings.put("PARKHOLD_ISSUER_URI", "http://127.0.0.1:" + closedPort);
        return start(disk, settings);
    }

    private static GateInstance start(Path disk, Map<String, String> settings) {
        settings.put("parkhold.gate.data-dir", disk.toString());
        settings.put("parkhold.gate.camera-secret", "secret");
        settings.putIfAbsent("parkhold.gate.inventory-url", "http://127.0.0.1:1");
        settings.putIfAbsent("parkhold.gate.session-url", "http://127.0.0.1:1");
        settings.putIfAbsent("parkhold.gate.reservation-url", "http://127.0.0.1:1");
        settings.put("spring.kafka.consumer.group-id", "two-gates");
        settings.put("server.port", "0");
        return new GateInstance(new SpringApplicationBuilder(GateControlApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A car stands there whose gate client counts it at once. */
    Ruling arrive(String eventId, Pass pass, Direction direction, Instant now) {
        Arrival arrival = new Arrival(
                pass.lotId(), pass.plate(), new Arrival.Ticket.None(), 1, 0, Admission.EITHER, Set.of(), false, now);
        return bean(Arriving.class).arrive(new Visit(eventId, eventId, "gate-1", direction, arrival, true));
    }

    /** A driver shows the QR ticket of a pass at an entry. */
    Ruling arriveWithTicket(String eventId, Pass pass, Instant now) {
        Arrival.Ticket ticket = new Arrival.Ticket.Genuine(pass.reservationId(), pass.admitsFrom(), pass.endsAt());
        Arrival arrival = new Arrival(pass.lotId(), null, ticket, 1, 0, Admission.QR, Set.of(), false, now);
        return bean(Arriving.class).arrive(new Visit(eventId, eventId, "gate-1", Direction.ENTRY, arrival, true));
    }

    /** Asks it over HTTP; answers the status and the body. */
    RunningGate.Answer ask(String method, String path, @Nullable String token, @Nullable String body) {
        return ask(method, path, token, body, "X-Nothing");
    }

    /** The same with one header more. */
    RunningGate.Answer ask(String method, String path, @Nullable String token, @Nullable String body, String header) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path))
                .header("Content-Type", "application/json")
                .header(header, "true")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new RunningGate.Answer(answer.statusCode(), answer.body());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    int reconcile() {
        return bean(Reconciling.class).reconcile();
    }

    @Override
    public void close() {
        context.close();
    }
}
