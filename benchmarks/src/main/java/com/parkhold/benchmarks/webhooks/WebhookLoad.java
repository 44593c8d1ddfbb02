package com.parkhold.benchmarks.webhooks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Signed webhooks at a steady rate, whatever the service does: each latency counts from the moment at which the webhook
 * was due, so that waiting in our own queue is not hidden.
 */
final class WebhookLoad {

    private static final int ACCEPTED = 200;
    private static final int CONNECTIONS = 128;
    private static final long LONGEST_MICROS = TimeUnit.SECONDS.toMicros(60);

    private final URI receiver;
    private final Clock clock = Clock.systemUTC();

    WebhookLoad(URI receiver) {
        this.receiver = receiver;
    }

    /** Sends {@code count} webhooks, {@code perSecond} of them a second, and waits for every answer. */
    Sent send(String run, int count, int perSecond) throws InterruptedException, IOException {
        List<byte[]> requests = IntStream.range(0, count)
                .mapToObj(number -> request(event(run, number)))
                .toList();
        Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger next = new AtomicInteger();
        long pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
        // What was just made is out of the way of the collections that follow, whose pauses would count as the
        // service's.
        System.gc();
        List<KeptConnection> connections = connect(Math.min(count, CONNECTIONS));
        long began = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (KeptConnection connection : connections) {
                var _ = senders.submit(() -> {
                    try (connection) {
                        for (int mine = next.getAndIncrement(); mine < count; mine = next.getAndIncrement()) {
                            long due = began + mine * pause;
                            await(due);
                            if (connection.post(requests.get(mine)) == ACCEPTED) {
                                accepted.incrementAndGet();
                            }
                            long took = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due);
                            micros.recordValue(Math.clamp(took, 0, LONGEST_MICROS));
                        }
                        return connection;
                    }
                });
            }
        }
        return new Sent(count, count - accepted.get(), micros, Duration.ofNanos(System.nanoTime() - began));
    }

    /** Before the clock runs: a provider keeps its connections. */
    private List<KeptConnection> connect(int count) throws IOException {
        List<KeptConnection> connections = new ArrayList<>();
        for (int opened = 0; opened < count; opened++) {
            connections.add(new KeptConnection(receiver));
        }
        return connections;
    }

    private static void await(long due) {
        while (System.nanoTime() < due) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    /** Made before the clock runs, since both ends share one machine. */
    private byte[] request(String body) {
        long seconds = clock.instant().getEpochSecond();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + receiver.getPath() + " HTTP/1.1\r\nHost: " + receiver.getAuthority()
                        + "\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: " + bytes.length
                        + "\r\nStripe-Signature: t=" + seconds + ",v1=" + signature(seconds + "." + body)
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, whole, head.length, bytes.length);
        return whole;
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
