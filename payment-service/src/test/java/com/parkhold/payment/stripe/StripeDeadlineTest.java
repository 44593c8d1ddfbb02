package com.parkhold.payment.stripe;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.param.RefundCreateParams;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long the transport listens to an answer, and to how much of it. */
@Timeout(20)
class StripeDeadlineTest {

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void doesNotListenForEverToAnAnswerThatDripsIn() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            drip(exchange);
        });
        assertThatThrownBy(() -> refund(Duration.ofMillis(400))).isInstanceOf(ApiConnectionException.class);
    }

    @Test
    void doesNotReadAnAnswerWithoutEnd() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            try (OutputStream body = exchange.getResponseBody()) {
                for (int sent = 0; sent < 64; sent++) {
                    body.write(block);
                }
            }
        });
        assertThatThrownBy(this::refund)
                .isInstanceOf(ApiConnectionException.class)
                .hasMessageContaining("bytes");
    }

    /** Never so slowly that a single read would be given up. */
    private void drip(HttpExchange exchange) throws IOException {
        try (OutputStream body = exchange.getResponseBody()) {
            while (!over.await(20, TimeUnit.MILLISECONDS)) {
                body.write(' ');
                body.flush();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void refund() throws StripeException {
        refund(Duration.ofSeconds(15));
    }

    private void refund(Duration callTimeout) throws StripeException {
        StripeClient.builder()
                .setApiKey("sk_test_transport")
                .setApiBase("http://127.0.0.1:" + server.getAddress().getPort())
                .setMaxNetworkRetries(0)
                .setHttpClient(new StripeTransport(Duration.ofSeconds(1), Duration.ofSeconds(3), callTimeout))
                .build()
                .v1()
                .refunds()
                .create(RefundCreateParams.builder().setPaymentIntent("pi_1").build());
    }
}
