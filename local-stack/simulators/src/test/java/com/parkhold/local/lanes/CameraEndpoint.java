package com.parkhold.local.lanes;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where cameras push to: keeps the bodies, answers 200 after as many 503 as asked for, then does what a gate does. */
final class CameraEndpoint implements AutoCloseable {
    /** What the gate does on a read. */
    interface OnRead {
        void read(String body) throws Exception;
    }

    final AtomicInteger refusals = new AtomicInteger();
    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    private final HttpServer server;

    CameraEndpoint(OnRead gate) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            boolean refused = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            exchange.sendResponseHeaders(refused ? 503 : 200, -1);
            exchange.close();
            bodies.add(body);
            try {
                gate.read(body);
            } catch (Exception broken) {
                throw new IOException(broken);
            }
        });
        server.start();
    }

    URI url(String vendor) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/cams/cam-1/" + vendor + "?key=k");
    }

    /** The next body that came, waiting up to ten seconds. */
    String next() throws InterruptedException {
        String body = bodies.poll(10, TimeUnit.SECONDS);
        if (body == null) {
            throw new AssertionError("no push came");
        }
        return body;
    }

    int waiting() {
        return bodies.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
