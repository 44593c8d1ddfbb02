package com.parkhold.noshow;

import com.parkhold.common.contract.ReservationState;
import com.parkhold.common.security.ServiceClients;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * reservation-service, which decides what a deadline means.
 *
 * <p>If it does not answer: nothing is lost, the alarm rings again with a growing pause.
 */
@Component
public class ReservationOwner {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final RestClient reservations;
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "reservation",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(10)
                    .minimumNumberOfCalls(5)
                    .waitDurationInOpenState(Duration.ofSeconds(1))
                    .permittedNumberOfCallsInHalfOpenState(2)
                    .ignoreException(failure -> failure instanceof HttpClientErrorException)
                    .build());

    ReservationOwner(ServiceClients clients, @Value("${parkhold.reservation-url}") String url) {
        this.reservations = clients.to(url, DEADLINE);
    }

    /**
     * Tells of a due deadline and gives the owner's answer: its state, or why it has nothing to do.
     *
     * @throws OwnerAwayException if there is no final answer yet
     */
    String tell(DeadlineId id) {
        try {
            return breaker.executeSupplier(() -> post(id));
        } catch (CallNotPermittedException | RestClientException away) {
            throw new OwnerAwayException(away);
        }
    }

    private String post(DeadlineId id) {
        String command = switch (id.kind()) {
            case HOLD_EXPIRY -> "hold-elapsed";
            case NO_SHOW -> "mark-no-show";
        };
        try {
            ReservationState state = reservations
                    .post()
                    .uri("/internal/reservations/{id}/{command}", id.reservationId(), command)
                    .retrieve()
                    .requiredBody(ReservationState.class);
            return state.status();
        } catch (HttpClientErrorException refused) {
            if (isFinal(refused)) {
                return "refused: " + refused.getStatusCode().value();
            }
            throw refused;
        }
    }

    /** An unknown reservation and an illegal transition stay so; a clock that is behind, or a token that ended, do not. */
    private static boolean isFinal(HttpClientErrorException refused) {
        boolean tooEarly = refused.getResponseBodyAsString().contains("TOO_EARLY");
        return refused.getStatusCode() == HttpStatus.NOT_FOUND
                || (refused.getStatusCode() == HttpStatus.CONFLICT && !tooEarly);
    }
}
