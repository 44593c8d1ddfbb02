package com.parkhold.local.stripe;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the simulator is told from outside.
 *
 * @param port 0 takes any free port
 * @param webhookUrl where events go; empty: they are recorded and not sent
 * @param webhookSecrets every one of them signs each delivery, as Stripe does while a secret is rolled
 * @param publicUrl base of the hosted page's address; empty: this server's own
 */
record SimulatorSettings(
        int port,
        Path directory,
        String apiKey,
        Optional<URI> webhookUrl,
        List<String> webhookSecrets,
        Optional<String> publicUrl) {

    static SimulatorSettings from(Map<String, String> environment) {
        return new SimulatorSettings(
                Integer.parseInt(environment.getOrDefault("PORT", "8091")),
                Path.of(required(environment, "PARKHOLD_DATA_DIR")),
                required(environment, "STRIPE_API_KEY"),
                present(environment, "STRIPE_WEBHOOK_URL").map(URI::create),
                present(environment, "STRIPE_WEBHOOK_SECRET").stream()
                        .flatMap(secrets -> Arrays.stream(secrets.split(",", -1)))
                        .map(String::strip)
                        .filter(secret -> !secret.isEmpty())
                        .toList(),
                present(environment, "PARKHOLD_PUBLIC_STRIPE_URL").map(url -> url.replaceFirst("/+$", "")));
    }

    private static String required(Map<String, String> environment, String name) {
        return present(environment, name).orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
    }

    private static Optional<String> present(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
