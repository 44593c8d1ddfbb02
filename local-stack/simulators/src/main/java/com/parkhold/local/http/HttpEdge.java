package com.parkhold.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Routes over the JDK's own HTTP server on the loopback address, one virtual thread a request, so that a request that
 * waits for a barrier costs next to nothing. Bad input is a 400 problem; only a defect is a 500.
 */
public final class HttpEdge implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpEdge.class);
    private static final int LARGEST_BODY = 1 << 20;

    /** Answers one call. An {@link IllegalArgumentException} becomes a 400. */
    @FunctionalInterface
    public interface Handler {
        Answer answer(Call call) throws IOException, InterruptedException;
    }

    private record Route(String method, List<String> template, Handler handler) {}

    private final List<Route> routes = new ArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param port 0 takes any free port, see {@link #port()} */
    public HttpEdge(int port) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
    }

    /** @param template path with named parts in braces, such as {@code /mails/{id}} */
    public HttpEdge on(String method, String template, Handler handler) {
        routes.add(new Route(method, segments(template), handler));
        return this;
    }

    public HttpEdge start() {
        server.start();
        return this;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = answer.bytes();
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            return Answer.problem(413, "BODY_TOO_LARGE", "at most " + LARGEST_BODY + " bytes");
        }
        try {
            return dispatch(exchange, new String(body, StandardCharsets.UTF_8));
        } catch (JacksonException | IllegalArgumentException malformed) {
            return Answer.problem(400, "MALFORMED", String.valueOf(malformed.getMessage()));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return Answer.problem(503, "CLOSING", "the simulator is going down");
        } catch (IOException | RuntimeException defect) {
            log.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), defect);
            return Answer.problem(500, "DEFECT", "see the log");
        }
    }

    private Answer dispatch(HttpExchange exchange, String body) throws IOException, InterruptedException {
        List<String> path = segments(exchange.getRequestURI().getRawPath());
        boolean known = false;
        for (Route route : routes) {
            Map<String, String> parts = match(route.template(), path);
            if (parts != null && route.method().equals(exchange.getRequestMethod())) {
                var query = query(exchange.getRequestURI().getRawQuery());
                return route.handler().answer(new Call(parts, query, body));
            }
            known |= parts != null;
        }
        return known
                ? Answer.problem(405, "METHOD_NOT_ALLOWED", exchange.getRequestMethod())
                : Answer.problem(404, "NOT_FOUND", exchange.getRequestURI().getPath());
    }

    private static @Nullable Map<String, String> match(List<String> template, List<String> path) {
        if (template.size() != path.size()) {
            return null;
        }
        var parts = new HashMap<String, String>();
        for (int i = 0; i < template.size(); i++) {
            String expected = template.get(i);
            if (expected.startsWith("{")) {
                parts.put(expected.substring(1, expected.length() - 1), decode(path.get(i)));
            } else if (!expected.equals(path.get(i))) {
                return null;
            }
        }
        return parts;
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    private static Map<String, String> query(@Nullable String raw) {
        var values = new HashMap<String, String>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
