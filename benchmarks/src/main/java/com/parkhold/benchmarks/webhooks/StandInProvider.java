package com.parkhold.benchmarks.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Answers what a provider answers about a checkout that was paid by authorisation, after a delay that can be set. So
 * little work that what is measured is the service.
 */
final class StandInProvider implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Duration delay = Duration.ZERO;

    private StandInProvider(HttpServer server) {
        this.server = server;
    }

    static StandInProvider start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        StandInProvider provider = new StandInProvider(server);
        server.setExecutor(provider.threads);
        server.createContext("/", provider::answer);
        server.start();
        return provider;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How long every answer takes from now on. */
    void answerAfter(Duration pause) {
        delay = pause;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(delay.toMillis()));
            String path = exchange.getRequestURI().getPath();
            byte[] body = object(path).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String object(String path) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        if (path.startsWith("/v1/checkout/sessions/")) {
            return checkout(id);
        }
        return path.startsWith("/v1/payment_intents/pi_") ? intent(id.substring("pi_".length())) : emptyList();
    }

    private static String checkout(String id) {
        return """
            {"id":"%s","object":"checkout.session","status":"complete","payment_status":"unpaid","customer":"cus_%s",
             "payment_intent":%s}\
            """.formatted(id, id, intent(id));
    }

    private static String intent(String checkoutId) {
        return """
            {"id":"pi_%s","object":"payment_intent","status":"requires_capture","amount":1850,
              "amount_capturable":1850,"amount_received":0,"currency":"usd","customer":"cus_%s",
              "payment_method":"pm_%s","metadata":{}}\
            """.formatted(checkoutId, checkoutId, checkoutId);
    }

    private static String emptyList() {
        return "{\"object\":\"list\",\"data\":[],\"has_more\":false,\"url\":\"/v1\"}";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
