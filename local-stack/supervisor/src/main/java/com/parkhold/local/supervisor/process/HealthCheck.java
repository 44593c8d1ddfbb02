package com.parkhold.local.supervisor.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Asks whether a part does its work; never throws for a part that does not, and answers within a few seconds. */
@FunctionalInterface
public interface HealthCheck {
    /** How long one question may take. */
    Duration DEADLINE = Duration.ofSeconds(2);

    boolean isHealthy() throws InterruptedException;

    /** Healthy when something listens there. */
    static HealthCheck tcp(int port) {
        return () -> {
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) DEADLINE.toMillis());
                return true;
            } catch (IOException e) {
                return false;
            }
        };
    }

    /** Healthy when the address answers 200. */
    static HealthCheck http(HttpClient client, String address) {
        HttpRequest question =
                HttpRequest.newBuilder(URI.create(address)).timeout(DEADLINE).build();
        return () -> {
            try {
                return client.send(question, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                return false;
            }
        };
    }

    /** Healthy when that file exists besides. */
    default HealthCheck andExists(Path file) {
        return () -> Files.exists(file) && isHealthy();
    }
}
