package com.parkhold.session.neighbours;

import com.parkhold.common.contract.ExitPaymentAnswer;
import com.parkhold.common.contract.ExitPaymentRequest;
import com.parkhold.common.security.ServiceClients;
import com.parkhold.session.stay.ExitPayments;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks payment-service, within the time for which a gate keeps a car waiting for the answer. */
@Component
class PaymentExitPayments implements ExitPayments {

    private static final Logger log = LoggerFactory.getLogger(PaymentExitPayments.class);

    private final RestClient payment;
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "exit-payments",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(6)
                    .minimumNumberOfCalls(3)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(Duration.ofSeconds(2))
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .build());

    PaymentExitPayments(
            ServiceClients clients,
            @Value("${parkhold.payment-url}") String url,
            @Value("${parkhold.session.exit-payment-deadline}") Duration deadline) {
        payment = clients.to(url, deadline);
    }

    @Override
    public Optional<ExitPaymentAnswer> ask(String sessionId, ExitPaymentRequest request) {
        try {
            return Optional.ofNullable(breaker.executeSupplier(() -> exchange(sessionId, request)));
        } catch (CallNotPermittedException | RestClientException away) {
            log.warn("Letting session {} go without a page to pay on: {}", sessionId, away.getMessage());
            return Optional.empty();
        }
    }

    private ExitPaymentAnswer exchange(String sessionId, ExitPaymentRequest request) {
        return payment.put()
                .uri("/internal/exit-payments/{id}", sessionId)
                .contentType(MediaType.APPLICATION_JSON)
                .body(request)
                .retrieve()
                .requiredBody(ExitPaymentAnswer.class);
    }
}
