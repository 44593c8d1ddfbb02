package com.parkhold.local.supervisor.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.parkhold.local.supervisor.Refusal;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a command makes of the daemon's answers, whole ones and others. */
class ControlClientTest {

    private final List<String> said = new ArrayList<>();
    private final HttpServer daemon = started();
    private String answer = "";

    @AfterEach
    void stop() {
        daemon.stop(0);
    }

    @Test
    void passesTheProgressOnUntilTheEnd() throws InterruptedException {
        answer = "| redis stopped\n= \n";

        order();

        assertThat(said).containsExactly("redis stopped");
    }

    @Test
    void saysWhatTheDaemonRefuses() {
        answer = "! there is no such part\n";

        assertThatThrownBy(this::order).isInstanceOf(Refusal.class).hasMessage("there is no such part");
    }

    @Test
    void saysThatTheDaemonWentAwayWhereAnAnswerIsCutOff() {
        for (String cut : List.of("| redis stopped\n", "| redis stopped\n\n", "| redis stopped\n|")) {
            answer = cut;

            assertThatThrownBy(this::order)
                    .as(cut)
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("the supervisor went away");
        }
    }

    private void order() throws InterruptedException {
        ControlAddress address =
                new ControlAddress(daemon.getAddress().getPort(), "token", 8080, "1", 1, Instant.EPOCH);
        try (HttpClient client = HttpClient.newHttpClient()) {
            new ControlClient(client, address).order("down", "", said::add);
        }
    }

    private HttpServer started() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/down", exchange -> {
                byte[] body = answer.getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
