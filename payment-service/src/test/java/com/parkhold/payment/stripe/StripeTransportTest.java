package com.parkhold.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.ApiMode;
import com.stripe.net.ApiResource;
import com.stripe.net.RequestOptions;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StripeTransportTest {

    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/busy", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.createContext("/remembered", exchange -> {
            exchange.getResponseHeaders().add("Idempotent-Replayed", "true");
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void tellsAFailureThatIsGivenAgainFromOneThatMayStillSucceed() throws Exception {
        assertThat(post("/busy").code()).isEqualTo(503);
        assertThat(post("/remembered").code()).isEqualTo(500);
    }

    private StripeResponse post(String path) throws Exception {
        RequestOptions options = RequestOptions.builder().setApiKey("sk_test").build();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
        StripeRequest request =
                StripeRequest.create(ApiResource.RequestMethod.POST, url, Map.of("amount", 1), options, ApiMode.V1);
        return new StripeTransport(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(15))
                .request(request);
    }
}
