package com.parkhold.local.supervisor.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.parkhold.local.supervisor.Progress;
import com.parkhold.local.supervisor.Refusal;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.json.JsonMapper;

/** The daemon's ear: loopback only, nothing without the token, one changing request at a time. */
final class ControlServer {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final String token;
    private final ReentrantLock changing = new ReentrantLock(true);

    ControlServer(int port, String token) throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        this.token = token;
    }

    void start() {
        server.start();
    }

    void stop() {
        server.stop(0);
    }

    /** A question, answered with JSON. */
    void question(String path, Question question) {
        server.createContext(path, exchange -> {
            try (exchange) {
                if (!isAllowed(exchange, "GET")) {
                    return;
                }
                byte[] body = JSON.writeValueAsBytes(question.answer());
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }

    /** An order, answered with lines of progress while it is carried out; its argument is the query. */
    void order(String path, Order order) {
        order(path, order, () -> {});
    }

    /** The same; what is done afterwards is done once the answer is on its way, whether it succeeded or not. */
    void order(String path, Order order, Runnable afterwards) {
        server.createContext(path, exchange -> {
            boolean allowed;
            try (exchange) {
                allowed = isAllowed(exchange, "POST");
                if (allowed) {
                    exchange.sendResponseHeaders(200, 0);
                    carryOut(order, exchange);
                }
            }
            if (allowed) {
                afterwards.run();
            }
        });
    }

    private void carryOut(Order order, HttpExchange exchange) throws IOException {
        OutputStream out = exchange.getResponseBody();
        String query = exchange.getRequestURI().getQuery();
        changing.lock();
        try {
            order.carryOut(query == null ? "" : query, line -> send(out, Line.progress(line)));
            send(out, Line.success());
        } catch (Refusal e) {
            send(out, Line.failure(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            send(out, Line.failure(e.toString()));
        } catch (InterruptedException e) {
            send(out, Line.failure("interrupted"));
        } finally {
            changing.unlock();
        }
    }

    /** A listener that has gone does not stop the work. */
    private static void send(OutputStream out, String line) {
        try {
            out.write((line + "\n").getBytes(UTF_8));
            out.flush();
        } catch (IOException e) {
            System.err.println("nobody listens any more: " + line);
        }
    }

    private boolean isAllowed(HttpExchange exchange, String method) throws IOException {
        String sent = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] expected = ("Bearer " + token).getBytes(UTF_8);
        if (sent == null || !MessageDigest.isEqual(expected, sent.getBytes(UTF_8))) {
            exchange.sendResponseHeaders(401, -1);
            return false;
        }
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.sendResponseHeaders(405, -1);
            return false;
        }
        return true;
    }

    /** Answers something that becomes JSON. */
    @FunctionalInterface
    interface Question {
        Object answer() throws IOException;
    }

    /** Does something, and says how it goes. */
    @FunctionalInterface
    interface Order {
        void carryOut(String argument, Progress progress) throws IOException, InterruptedException;
    }
}
