package com.parkhold.payment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** The Stripe simulator in a process of its own, with its drills; one for the whole test run. */
final class StripeProcess {

    static final String SECRET = "whsec_test";

    private static final int PORT = freePort();
    private static final int SERVICE_PORT = freePort();
    private static final RestClient HTTP = RestClient.create("http://127.0.0.1:" + PORT);
    private static final Process PROCESS = start();

    private StripeProcess() {}

    static String address() {
        return "http://127.0.0.1:" + PORT;
    }

    /** Where the service must listen to hear its webhooks. */
    static int servicePort() {
        return SERVICE_PORT;
    }

    static boolean isRunning() {
        return PROCESS.isAlive();
    }

    /** A driver fills the hosted page; answers the page's status. */
    static int pay(String checkoutId, String card) {
        return fill(checkoutId, Map.of("card_number", card, "exp", "12/40", "cvc", "123"));
    }

    /** A driver takes another method than a card, and agrees to it; answers the page's status. */
    static int payBy(String checkoutId, String type) {
        return fill(checkoutId, Map.of("payment_method", type));
    }

    private static int fill(String checkoutId, Map<String, String> form) {
        MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
        form.forEach(fields::add);
        return HTTP.post()
                .uri("/c/pay/" + checkoutId)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(fields)
                .retrieve()
                .onStatus(_ -> true, (_, _) -> {})
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }

    static void webhooks(String mode) {
        drill("webhooks", Map.of("mode", mode, "delay", "PT0.3S"));
    }

    static void release() {
        drill("webhooks/release", Map.of());
    }

    static void fault(String method, String path, String fault, int count) {
        drill("faults", Map.of("method", method, "path", path, "fault", fault, "count", count));
    }

    /** Whether a fault that was ordered still waits for its call. */
    static boolean isFaultLeft() {
        return !HTTP.get()
                .uri("/_drill/faults")
                .retrieve()
                .requiredBody(JsonNode.class)
                .path("faults")
                .isEmpty();
    }

    static void healthy() {
        HTTP.delete().uri("/_drill/faults").retrieve().toBodilessEntity();
        release();
        webhooks("normal");
    }

    static JsonNode ledger() {
        return HTTP.get().uri("/_drill/ledger").retrieve().requiredBody(JsonNode.class);
    }

    static JsonNode object(String path) {
        return HTTP.get()
                .uri("/v1/" + path)
                .headers(headers -> headers.setBearerAuth("sk_test_payment"))
                .retrieve()
                .requiredBody(JsonNode.class);
    }

    /** Closes a checkout behind the service's back. */
    static void expire(String checkoutId) {
        HTTP.post()
                .uri("/v1/checkout/sessions/" + checkoutId + "/expire")
                .headers(headers -> headers.setBearerAuth("sk_test_payment"))
                .retrieve()
                .toBodilessEntity();
    }

    /** A driver takes the money back through the bank; answers the dispute's id. */
    static String dispute(String intentId) {
        return drill("disputes", Map.of("payment_intent", intentId)).path("id").asString();
    }

    static void closeDispute(String disputeId, boolean won) {
        drill("disputes/close", Map.of("dispute", disputeId, "won", won));
    }

    static void failRefund(String refundId) {
        drill("refunds/fail", Map.of("refund", refundId));
    }

    /** The bank lets a pending refund go through. */
    static void settleRefund(String refundId) {
        drill("refunds/settle", Map.of("refund", refundId));
    }

    /** Somebody works at the provider, past us. */
    static JsonNode post(String path, Map<String, String> form) {
        MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
        form.forEach(fields::add);
        return HTTP.post()
                .uri("/v1/" + path)
                .headers(headers -> headers.setBearerAuth("sk_test_payment"))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(fields)
                .retrieve()
                .requiredBody(JsonNode.class);
    }

    private static JsonNode drill(String switchName, Map<String, ?> wish) {
        return HTTP.post()
                .uri("/_drill/" + switchName)
                .contentType(MediaType.APPLICATION_JSON)
                .body(wish)
                .retrieve()
                .requiredBody(JsonNode.class);
    }

    private static Process start() {
        try {
            Path directory = Files.createTempDirectory("stripe");
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("stripe.simulator.classpath", System.getProperty("java.class.path")),
                    "com.parkhold.local.stripe.StripeSimulator");
            builder.environment()
                    .putAll(Map.of(
                            "PORT",
                            Integer.toString(PORT),
                            "PARKHOLD_DATA_DIR",
                            directory.toString(),
                            "STRIPE_API_KEY",
                            "sk_test_payment",
                            "STRIPE_WEBHOOK_URL",
                            "http://127.0.0.1:" + SERVICE_PORT + "/v1/payments/webhook",
                            "STRIPE_WEBHOOK_SECRET",
                            SECRET,
                            "PARKHOLD_PUBLIC_STRIPE_URL",
                            "http://127.0.0.1:" + PORT));
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            awaitHealth(process, directory);
            return process;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void awaitHealth(Process process, Path directory) throws IOException {
        Awaitility.await().pollInSameThread().atMost(Duration.ofSeconds(30)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(Files.readString(directory.resolve("log")));
            }
            return isHealthy();
        });
    }

    private static boolean isHealthy() {
        try {
            return HTTP.get()
                    .uri("/health")
                    .retrieve()
                    .toBodilessEntity()
                    .getStatusCode()
                    .is2xxSuccessful();
        } catch (ResourceAccessException notYet) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
