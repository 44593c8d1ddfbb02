package com.parkhold.reservation;

import com.parkhold.common.contract.CheckoutAnswer;
import com.parkhold.common.contract.HoldAnswer;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.contract.RevocationAnswer;
import com.parkhold.common.tariff.Tariff;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** Inventory, payment and gate-control as the service meets them: over HTTP, each answering what a test wants. */
public final class Neighbours {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Answer CUT = new Answer(0, "");

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Function<Call, Answer> inventory = Neighbours::room;
    private volatile Function<Call, Answer> payment = Neighbours::checkout;
    private volatile Function<Call, Answer> gate = _ -> revocation(RevocationAnswer.Outcome.REVOKED);

    /** Starts on a free port of the loopback. */
    public Neighbours() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** A request that came. */
    public record Call(String method, String path, String body, String authorization) {
        String reservationId() {
            return path.split("[/?]", -1)[3];
        }
    }

    /** Status 0 cuts the connection. */
    public record Answer(int status, String json) {}

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void reset() {
        calls.clear();
        inventory = Neighbours::room;
        payment = Neighbours::checkout;
        gate = _ -> revocation(RevocationAnswer.Outcome.REVOKED);
    }

    void inventoryAnswers(Function<Call, Answer> answer) {
        inventory = answer;
    }

    void paymentAnswers(Function<Call, Answer> answer) {
        payment = answer;
    }

    void gateAnswers(Function<Call, Answer> answer) {
        gate = answer;
    }

    List<Call> calls(String pathPart) {
        return calls.stream().filter(call -> call.path().contains(pathPart)).toList();
    }

    static Answer away(Call call) {
        return CUT;
    }

    static Answer problem(int status, String code) {
        return new Answer(status, "{\"status\":%d,\"code\":\"%s\",\"detail\":\"said so\"}".formatted(status, code));
    }

    static Answer revocation(RevocationAnswer.Outcome outcome) {
        return new Answer(200, JSON.writeValueAsString(new RevocationAnswer(outcome)));
    }

    static Answer checkout(Call call, String status) {
        String token = "cs_" + call.reservationId();
        return new Answer(
                200, JSON.writeValueAsString(new CheckoutAnswer(status, token, "http://pay.example/" + token)));
    }

    /** Nothing is left to pay. */
    static Answer paid() {
        return new Answer(200, JSON.writeValueAsString(new CheckoutAnswer("AUTHORIZED", null, null)));
    }

    private static Answer checkout(Call call) {
        return checkout(call, "CHECKOUT_OPEN");
    }

    /** 18.50 USD; free until half an hour before, then 2.00; a third back for who never came; fifteen minutes' grace. */
    static Answer room(Call call) {
        Policies policies = Policies.of(
                Duration.ofMinutes(10),
                Duration.ofMinutes(15),
                Duration.ofMinutes(15),
                Duration.ofMinutes(10),
                null,
                null,
                new Policies.NoShow(new BigDecimal("0.3333")),
                null,
                new Policies.Cancellation(Duration.ofMinutes(30), new BigDecimal("2.00")),
                null,
                null);
        HoldAnswer answer = new HoldAnswer(
                call.reservationId(),
                "lot-123",
                "Downtown",
                "SUV",
                Instant.parse(JSON.readTree(call.body()).path("startTime").asString())
                        .minus(Duration.ofMinutes(50)),
                1850,
                "USD",
                List.of(),
                "America/New_York",
                Tariff.of(null, new BigDecimal("6.00"), null, null, null),
                policies);
        return new Answer(200, JSON.writeValueAsString(answer));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            calls.add(call);
            Answer answer = playing(call.path()).apply(call);
            if (answer.status() != 0) {
                byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Function<Call, Answer> playing(String path) {
        if (path.startsWith("/internal/holds/")) {
            return inventory;
        }
        return path.startsWith("/internal/checkouts/") ? payment : gate;
    }
}
