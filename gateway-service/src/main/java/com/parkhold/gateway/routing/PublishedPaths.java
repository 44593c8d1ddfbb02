package com.parkhold.gateway.routing;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The routing table. It lists what is published, so that whatever is not listed, {@code /internal} and the
 * services' own {@code /actuator} among it, does not exist outside. The first line that matches wins.
 */
@Component
public class PublishedPaths {

    private static final Set<HttpMethod> GETTING = Set.of(GET);
    private static final Set<HttpMethod> READING = Set.of(GET, HEAD);
    private static final Set<HttpMethod> POSTING = Set.of(POST);
    private static final Set<HttpMethod> ANYTHING = Set.of();
    private static final String VERSION = "/v1";

    private final PathPatternParser parser = new PathPatternParser();
    private final List<PublishedPath> lines = new ArrayList<>();

    /** What is published, and whose it is. */
    public PublishedPaths() {
        publish("/openapi.yaml", GETTING, Owner.GATEWAY, Access.PUBLIC);
        publish("/docs", GETTING, Owner.GATEWAY, Access.PUBLIC);
        publish("/docs/{file}", GETTING, Owner.GATEWAY, Access.PUBLIC);
        publish("/checkout/{page}", GETTING, Owner.GATEWAY, Access.PUBLIC);

        publish("/v1/lots", READING, Owner.INVENTORY, Access.PUBLIC);
        publish("/v1/lots/{lotId}", READING, Owner.INVENTORY, Access.PUBLIC);
        publish("/v1/lots/{lotId}/availability", READING, Owner.INVENTORY, Access.PUBLIC);

        publish("/v1/reservations/**", ANYTHING, Owner.RESERVATION, Access.TOKEN);
        publish("/v1/users/{userId}/wallet", READING, Owner.PAYMENT, Access.TOKEN);
        publish("/v1/users/**", ANYTHING, Owner.RESERVATION, Access.TOKEN);

        publish("/v1/payments/webhook", POSTING, Owner.PAYMENT, Access.PUBLIC);
        publish("/v1/payments/**", ANYTHING, Owner.PAYMENT, Access.TOKEN);

        publish("/v1/pay/{sessionId}", GETTING, Owner.PAYMENT, Access.PUBLIC);

        publish("/v1/gates/cameras/{cameraId}/{vendor}", POSTING, Owner.GATE, Access.PUBLIC);
        publish("/v1/gates/**", ANYTHING, Owner.GATE, Access.GATE);

        publishForOperators("reservations/**", Owner.RESERVATION);
        publishForOperators("reports/**", Owner.PAYMENT);
        publishForOperators("gates/**", Owner.GATE);
        publishForOperators("gate-events/**", Owner.GATE);
        publishForOperators("exceptions/**", Owner.GATE);
        publishForOperators("blocked-plates/**", Owner.GATE);
        publishForOperators("occupancy", Owner.GATE);
        publishForOperators("sessions/**", Owner.SESSION);
        List.of("policies", "tariff", "spots/**", "overview", "audit/**", "recount")
                .forEach(place -> publishForOperators(place, Owner.INVENTORY));
        publish("/v1/operator/lots", ANYTHING, Owner.INVENTORY, Access.OPERATOR);
        publish("/v1/operator/lots/{lotId}", ANYTHING, Owner.INVENTORY, Access.OPERATOR);
    }

    /** Finds who answers {@code path}, in its raw form, spelled with or without the version. */
    public Lookup find(HttpMethod method, String path) {
        PathContainer parsed = PathContainer.parsePath(canonical(path));
        if (!PlainPath.isPlain(parsed)) {
            return new Lookup.Unknown();
        }
        for (PublishedPath line : lines) {
            if (line.pattern().matches(parsed)) {
                return line.allows(method)
                        ? new Lookup.Found(line, parsed.value())
                        : new Lookup.MethodNotAllowed(line.methods());
            }
        }
        return new Lookup.Unknown();
    }

    private static String canonical(String path) {
        boolean versioned = path.startsWith(VERSION + "/") || path.equals("/openapi.yaml") || isPage(path);
        String full = versioned ? path : VERSION + path;
        return full.equals("/v1/payments/callback") ? "/v1/payments/webhook" : full;
    }

    private static boolean isPage(String path) {
        return path.equals("/docs") || path.startsWith("/docs/") || path.startsWith("/checkout/");
    }

    private void publishForOperators(String place, Owner owner) {
        publish("/v1/operator/lots/{lotId}/" + place, ANYTHING, owner, Access.OPERATOR);
    }

    private void publish(String pattern, Set<HttpMethod> methods, Owner owner, Access access) {
        lines.add(new PublishedPath(parser.parse(pattern), methods, owner, access));
    }
}
