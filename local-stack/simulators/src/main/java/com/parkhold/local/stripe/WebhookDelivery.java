package com.parkhold.local.stripe;

import com.parkhold.local.stripe.WebhookQueue.Delivery;
import com.parkhold.local.stripe.WebhookQueue.DeliveryResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts what is due to the receiver. Attempts run side by side, so even in good times the order of arrival is not the
 * order of events; anything but 2xx in time counts as not delivered.
 */
final class WebhookDelivery implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(WebhookDelivery.class);
    private static final int ABREAST = 32;
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final ObjectStore store;
    private final WebhookQueue queue;
    private final URI receiver;
    private final List<String> secrets;
    private final Clock clock;
    private final HttpClient client;
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Map.Entry<Delivery, DeliveryResult>> finished = new ConcurrentLinkedQueue<>();
    private final Thread loop;

    WebhookDelivery(ObjectStore store, WebhookQueue queue, URI receiver, List<String> secrets, Clock clock) {
        this.store = store;
        this.queue = queue;
        this.receiver = receiver;
        this.secrets = secrets;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .build();
        this.loop = Thread.ofVirtual().name("webhooks").unstarted(this::run);
    }

    void start() {
        loop.start();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (queue.news().tryAcquire(200, TimeUnit.MILLISECONDS)) {
                    queue.news().drainPermits();
                }
                store.write(this::turn).forEach(this::begin);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOGGER.error("The webhook loop stumbled and goes on", e);
            }
        }
    }

    /** Notes what has finished, then picks what is due and not under way. */
    private List<Attempt> turn(Transaction transaction) {
        for (var entry = finished.poll(); entry != null; entry = finished.poll()) {
            queue.note(transaction, entry.getKey(), entry.getValue());
            underWay.remove(entry.getKey().sequence());
        }
        return queue.due(transaction, ABREAST).stream()
                .filter(delivery -> underWay.size() < ABREAST && underWay.add(delivery.sequence()))
                .map(delivery -> new Attempt(delivery, bodyOf(transaction, delivery)))
                .toList();
    }

    private static String bodyOf(Transaction transaction, Delivery delivery) {
        return transaction
                .find("event", delivery.event())
                .map(Json::visible)
                .orElseThrow()
                .toPrettyString();
    }

    private void begin(Attempt attempt) {
        Thread.ofVirtual().start(() -> {
            DeliveryResult result = new DeliveryResult(false, "interrupted");
            try {
                int status = post(attempt.body(), WebhookSignature.of(secrets, clock.instant(), attempt.body()));
                result = new DeliveryResult(status / 100 == 2, "HTTP " + status);
            } catch (IOException e) {
                result = new DeliveryResult(false, e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                finished.add(Map.entry(attempt.delivery(), result));
                queue.news().release();
            }
        });
    }

    /** Posts a body with any signature at all: a forged one too. */
    int post(String body, String signature) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(receiver)
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .header("Stripe-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Override
    public void close() {
        loop.interrupt();
        client.shutdownNow();
    }

    /** What is sent, fixed before the store's turn is over. */
    private record Attempt(Delivery delivery, String body) {}
}
