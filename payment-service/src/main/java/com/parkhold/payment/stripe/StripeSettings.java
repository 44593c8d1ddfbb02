package com.parkhold.payment.stripe;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How to reach Stripe.
 *
 * @param webhookSecrets newest first; every one of them is accepted, so that a secret can be rolled
 * @param readTimeout how long nothing at all may come
 * @param callTimeout how long a whole call may take, however steadily something comes
 * @param signatureTolerance how far a webhook's time may be from ours, either way
 */
@ConfigurationProperties("parkhold.stripe")
record StripeSettings(
        String apiBase,
        String apiKey,
        List<String> webhookSecrets,
        Duration connectTimeout,
        Duration readTimeout,
        Duration callTimeout,
        Duration signatureTolerance) {

    StripeSettings {
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException("STRIPE_API_KEY is not set");
        }
        webhookSecrets = webhookSecrets.stream()
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList();
        if (webhookSecrets.isEmpty()) {
            throw new IllegalArgumentException("STRIPE_WEBHOOK_SECRETS is not set");
        }
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "StripeSettings[" + apiBase + "]";
    }
}
