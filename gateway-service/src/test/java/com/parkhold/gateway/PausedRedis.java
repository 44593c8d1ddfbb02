package com.parkhold.gateway;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import redis.embedded.RedisServer;

/** A Redis that is alive and says nothing: its own DEBUG SLEEP stops its only thread. */
final class PausedRedis {

    private PausedRedis() {}

    /** Runs {@code action} while Redis sleeps, and returns when it speaks again. */
    static void during(RedisServer redis, Runnable action) throws IOException {
        try (Socket socket = new Socket("localhost", redis.ports().getFirst())) {
            socket.getOutputStream().write("DEBUG SLEEP 3\r\n".getBytes(StandardCharsets.US_ASCII));
            action.run();
            if (socket.getInputStream().available() > 0) {
                throw new IllegalStateException("Redis did not sleep long enough");
            }
            int first = socket.getInputStream().read();
            if (first != '+') {
                throw new IllegalStateException("Redis did not sleep: " + (char) first);
            }
        }
    }
}
