package com.parkhold.local.stripe;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the simulator together, opens its port and watches its clock. */
public final class StripeSimulator implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(StripeSimulator.class);
    private static final Duration SWEEP = Duration.ofMillis(500);

    private final ObjectStore store;
    private final CheckoutSessions sessions;
    private final PaymentIntents intents;
    private final IdempotencyKeys keys = new IdempotencyKeys();
    private final Optional<WebhookDelivery> delivery;
    private final HttpServer server;
    private final Refunds refunds;
    private final Thread sweeper = Thread.ofVirtual().name("sweep").unstarted(this::sweepAgainAndAgain);

    StripeSimulator(SimulatorSettings settings, Clock clock) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 1024);
        store = new ObjectStore(settings.directory(), clock);
        WebhookQueue queue = new WebhookQueue(settings.webhookUrl().isPresent());
        Events events = new Events(queue);
        Disputes disputes = new Disputes(events);
        Charging charging = new Charging(events, disputes);
        Customers customers = new Customers(events);
        PaymentMethods methods = new PaymentMethods(events);
        intents = new PaymentIntents(methods, charging, events);
        sessions = new CheckoutSessions(intents, events, settings.publicUrl().orElse("http://localhost:" + port()));
        delivery = settings.webhookUrl()
                .map(url -> new WebhookDelivery(store, queue, url, settings.webhookSecrets(), clock));
        Faults faults = new Faults();
        CheckoutPayment payment = new CheckoutPayment(sessions, intents, methods, customers, charging, events);
        refunds = new Refunds(events);
        StripeApi api = new StripeApi(customers, methods, sessions, intents, refunds);
        Optional<Forgery> forgery =
                delivery.map(sender -> new Forgery(store, sender, settings.webhookSecrets(), clock));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/", new ApiEdge(store, api, keys, faults, settings.apiKey()));
        server.createContext("/c/pay/", new HostedPage(store, sessions, payment, faults));
        server.createContext("/_drill/", new Drills(store, queue, faults, disputes, refunds, forgery));
        server.createContext("/health", exchange -> {
            try (exchange) {
                HttpReply.json(exchange, 200, "{\"status\":\"UP\"}");
            }
        });
    }

    void start() {
        server.start();
        delivery.ifPresent(WebhookDelivery::start);
        sweeper.start();
        LOGGER.info("Stripe simulator listens on {}", port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void sweepAgainAndAgain() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                sweep();
                Thread.sleep(SWEEP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() {
        try {
            int changed = store.write(transaction -> sessions.expireOverdue(transaction)
                    + intents.releaseOverdue(transaction)
                    + refunds.decideOverdue(transaction)
                    + keys.forget(transaction));
            if (changed > 0) {
                LOGGER.info("{} sessions, authorisations, refunds and idempotency keys were over", changed);
            }
        } catch (RuntimeException e) {
            LOGGER.error("The sweep stumbled and will be repeated", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        sweeper.interrupt();
        delivery.ifPresent(WebhookDelivery::close);
        store.close();
    }

    /** Runs until the process is ended; settings come from the environment. */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        StripeSimulator simulator = new StripeSimulator(SimulatorSettings.from(System.getenv()), Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
        simulator.start();
    }
}
