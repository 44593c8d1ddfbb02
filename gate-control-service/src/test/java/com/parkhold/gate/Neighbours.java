package com.parkhold.gate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Inventory and session, as far as the gate asks them: lots whose id begins with "lot", one spot, one refund. */
final class Neighbours {

    private final HttpServer server;

    Neighbours() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.createContext("/internal/lots/", exchange -> {
            boolean known = exchange.getRequestURI().getPath().startsWith("/internal/lots/lot");
            answer(exchange, known ? 200 : 404, "{}");
        });
        server.createContext("/internal/assignments/", exchange -> answer(exchange, 200, """
                {"spotId":"B2-104","floor":"B2","spotClass":"SUV"}"""));
        server.createContext("/internal/sessions/settlements", exchange -> answer(exchange, 200, """
                {"sessionId":"s","finalChargeMinor":0,"refundMinor":300,"creditMinor":0,"currency":"USD",
                "mayLeave":true,"lines":[]}"""));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
