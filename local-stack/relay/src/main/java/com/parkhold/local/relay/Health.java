package com.parkhold.local.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Answers {@code GET /health}: 200 while every engine streams, 503 otherwise, with each engine's state as JSON. */
final class Health {
    private final List<OutboxEngine> engines;

    Health(List<OutboxEngine> engines) {
        this.engines = engines;
    }

    HttpServer listen(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/health", this::answer);
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        List<String> states = engines.stream()
                .map(engine -> "\"" + engine.database() + "\":\"" + engine.state() + "\"")
                .toList();
        boolean healthy = engines.stream().allMatch(engine -> engine.state() == EngineState.STREAMING);
        byte[] body = states.stream().collect(joining(",", "{", "}")).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(healthy ? 200 : 503, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
