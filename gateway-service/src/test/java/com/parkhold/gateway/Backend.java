package com.parkhold.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A real HTTP server that stands where a service would, says its name, and remembers what reached it. */
final class Backend implements AutoCloseable {

    /** One request, as it came over the wire. */
    record Received(String method, String uri, Map<String, List<String>> headers, ByteBuffer body) {

        @Nullable
        String header(String name) {
            List<String> values = headers.get(name);
            return values == null ? null : String.join(",", values);
        }
    }

    private final String name;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final int port;
    private volatile int status = 200;
    private volatile CountDownLatch held = new CountDownLatch(0);
    private HttpServer server;

    Backend(String name) {
        this.name = name;
        this.server = start(0);
        this.port = server.getAddress().getPort();
    }

    String url() {
        return "http://localhost:" + port;
    }

    void answers(int newStatus) {
        status = newStatus;
    }

    /** From now on requests get no answer, until {@link #forget()}. */
    void hangs() {
        held = new CountDownLatch(1);
    }

    @Nullable
    Received last() {
        return received.poll();
    }

    void forget() {
        received.clear();
        status = 200;
        held.countDown();
    }

    void die() {
        server.stop(0);
    }

    void revive() {
        server = start(port);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private HttpServer start(int onPort) {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), onPort), 100);
            made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            made.createContext("/", this::answer);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    ByteBuffer.wrap(body)));
            held.await();
            byte[] answer = name.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("X-Trace-Id", "the-services-own");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : answer.length);
            if (!head) {
                exchange.getResponseBody().write(answer);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
