package com.parkhold.payment.stripe;

import com.stripe.StripeClient;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client: explicit deadlines, and no retries of its own, since {@link StripeCalls} decides what is safe. */
@Configuration(proxyBeanMethods = false)
class StripeConfiguration {

    @Bean
    StripeClient stripeClient(StripeSettings settings) {
        return StripeClient.builder()
                .setApiKey(settings.apiKey())
                .setApiBase(settings.apiBase())
                .setMaxNetworkRetries(0)
                .setHttpClient(
                        new StripeTransport(settings.connectTimeout(), settings.readTimeout(), settings.callTimeout()))
                .build();
    }

    @Bean
    StripeSignature stripeSignature(StripeSettings settings, Clock clock) {
        return new StripeSignature(settings.webhookSecrets(), settings.signatureTolerance(), clock);
    }
}
