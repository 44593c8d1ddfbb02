package com.parkhold.gate;

import com.parkhold.common.contract.ExpectedCarsAnswer;
import com.parkhold.common.contract.StayTerms;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Inventory, session and reservation, as far as the gate asks them: lots whose id begins with "lot", one spot (none in
 * "lot-full"), one refund, and the bookings that a test says were made.
 */
final class Neighbours {

    private static final String HANGS = "hangs";

    private final HttpServer server;
    private final Map<String, String> settlements = new ConcurrentHashMap<>();

    private final Map<String, StayTerms> bookings = new ConcurrentHashMap<>();

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
        server.createContext("/internal/assignments/", Neighbours::assign);
        server.createContext("/internal/sessions/settlements", this::settle);
        server.createContext("/internal/expected-cars", this::expectedCars);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** From now on, what is said of this reservation's stay; empty for a service that fails. */
    void settling(String reservation, String json) {
        settlements.put(reservation, json);
    }

    /** A booking was made, and nobody has heard of it. */
    void booked(StayTerms terms) {
        bookings.put("lotId=" + terms.lotId() + "&plate=" + terms.plate(), terms);
    }

    private static void assign(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean full = request.contains("\"lot-full\"");
        answer(exchange, full ? 409 : 200, full ? "{}" : """
                {"spotId":"B2-104","floor":"B2","spotClass":"SUV"}""");
    }

    private void expectedCars(HttpExchange exchange) throws IOException {
        StayTerms booked = bookings.get(exchange.getRequestURI().getQuery());
        ExpectedCarsAnswer answer = new ExpectedCarsAnswer(booked == null ? List.of() : List.of(booked));
        answer(exchange, 200, JsonMapper.shared().writeValueAsString(answer));
    }

    /** From now on, nothing at all is said of this reservation's stay, until something is to be said. */
    void hanging(String reservation) {
        settlements.put(reservation, HANGS);
    }

    private void settle(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String json = said(request);
        while (json.equals(HANGS)) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            json = said(request);
        }
        answer(exchange, json.isEmpty() ? 503 : 200, json);
    }

    private String said(String request) {
        return settlements.entrySet().stream()
                .filter(known -> request.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("""
                        {"sessionId":"s","finalChargeMinor":0,"refundMinor":300,"creditMinor":0,"currency":"USD",
                        "mayLeave":true,"lines":[],"paidMinor":0,"dueMinor":0}""");
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
