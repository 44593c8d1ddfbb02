package com.parkhold.local.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A receiver as a merchant has it: it verifies what comes with Stripe's own library. */
final class WebhookReceiver implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Event> received = new LinkedBlockingQueue<>();
    private final AtomicInteger refuseNext = new AtomicInteger();
    private final String secret;

    WebhookReceiver(String secret) throws IOException {
        this.secret = secret;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/hook", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(
                        answer(body, exchange.getRequestHeaders().getFirst("Stripe-Signature")), -1);
            }
        });
        server.start();
    }

    private int answer(String body, String signature) {
        if (refuseNext.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return 503;
        }
        try {
            received.add(Webhook.constructEvent(body, signature, secret));
            return 200;
        } catch (SignatureVerificationException e) {
            return 400;
        }
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/hook");
    }

    void refuseNext(int deliveries) {
        refuseNext.set(deliveries);
    }

    /** The next event of a type; others before it are passed over. */
    Event await(String type) throws InterruptedException {
        for (Event event = next(10_000); event != null; event = next(10_000)) {
            if (event.getType().equals(type)) {
                return event;
            }
        }
        throw new AssertionError("no " + type + " came");
    }

    List<Event> await(int count) throws InterruptedException {
        List<Event> events = new ArrayList<>();
        while (events.size() < count) {
            Event event = next(10_000);
            if (event == null) {
                throw new AssertionError("only " + events.size() + " of " + count + " events came");
            }
            events.add(event);
        }
        return events;
    }

    /** The next event that comes within the time, if any does. */
    @Nullable
    Event next(long millis) throws InterruptedException {
        return received.poll(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
