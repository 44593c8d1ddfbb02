package com.parkhold.benchmarks.webhooks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Signed webhooks at a steady rate, whatever the service does: each latency counts from the moment at which the webhook
 * was due, so that waiting in our own queue is not hidden.
 */
final class WebhookLoad {

    private static final long LONGEST_MICROS = TimeUnit.SECONDS.toMicros(60);

    private final URI receiver;
    private final Clock clock = Clock.systemUTC();

    WebhookLoad(URI receiver) {
        this.receiver = receiver;
    }

    /** Sends {@code count} webhooks, {@code perSecond} of them a second, and waits for every answer. */
    Sent send(String run, int count, int perSecond) throws InterruptedException {
        Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch answered = new CountDownLatch(count);
        long pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build()) {
            long began = System.nanoTime();
            for (int number = 0; number < count; number++) {
                long due = began + number * pause;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                var _ = client.sendAsync(request(event(run, number)), HttpResponse.BodyHandlers.discarding())
                        .handle((response, failure) -> {
                            long took = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due);
                            micros.recordValue(Math.clamp(took, 0, LONGEST_MICROS));
                            if (failure != null || response.statusCode() != 200) {
                                refused.incrementAndGet();
                            }
                            answered.countDown();
                            return took;
                        });
            }
            answered.await();
            return new Sent(count, refused.get(), micros, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private HttpRequest request(String body) {
        long seconds = clock.instant().getEpochSecond();
        return HttpRequest.newBuilder(receiver)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Stripe-Signature", "t=" + seconds + ",v1=" + signature(seconds + "." + body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** As much as a real event carries of what the service reads, at a real event's size. */
    private String event(String run, int number) {
        return """
            {"id":"evt_%s%d","object":"event","api_version":"2026-07-29.dahlia","created":%d,
             "type":"checkout.session.completed","data":{"object":{"id":"cs_%s%d","object":"checkout.session",
             "client_reference_id":"r-%s%d","metadata":{"reservation_id":"r-%s%d"},"status":"complete",
             "description":"%s"}}}\
            """.formatted(
                run, number, clock.instant().getEpochSecond(), run, number, run, number, run, number, "x".repeat(2500));
    }

    private static String signature(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(PaymentProcess.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What became of them. */
    record Sent(int count, int refused, Histogram micros, Duration took) {

        double rate() {
            return count / (took.toMillis() / 1000.0);
        }

        double percentileMillis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1000.0;
        }
    }
}
