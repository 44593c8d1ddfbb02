package com.parkhold.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.testcontainers.containers.GenericContainer;
import redis.embedded.RedisServer;

/** One Redis for the whole test JVM, without persistence. */
final class RedisTestServer {

    private static final int REDIS_PORT = 6379;
    private static final Address ADDRESS = DockerEngine.answers() ? startContainer() : startEmbedded();

    private RedisTestServer() {}

    private record Address(String host, int port) {}

    static String host() {
        return ADDRESS.host;
    }

    static int port() {
        return ADDRESS.port;
    }

    @SuppressWarnings("resource") // lives as long as the JVM; the reaper takes it away
    private static Address startContainer() {
        GenericContainer<?> container = new GenericContainer<>("redis:6.2").withExposedPorts(REDIS_PORT);
        container.start();
        return new Address(container.getHost(), container.getMappedPort(REDIS_PORT));
    }

    private static Address startEmbedded() {
        try {
            int port = freePort();
            RedisServer server = RedisServer.newRedisServer()
                    .port(port)
                    .setting("bind 127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return new Address("127.0.0.1", port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void stop(RedisServer server) {
        try {
            server.stop();
        } catch (IOException alreadyGone) {
            // nothing is left to stop
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
