package com.parkhold.payment.stripe;

import com.parkhold.payment.ProviderAwayException;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes calls to Stripe: behind a circuit breaker, and once more, after a short random pause, only where Stripe said
 * that it did not act (429, or 409 while the same key is at work). Everything else that is no answer is left to the
 * caller's task, which asks before it repeats.
 *
 * <p>A key is spent on a 500, which Stripe remembers. Where something on the way gave up (502, 503, 504), Stripe may still
 * be at it: only under the same key is it not begun once more.
 */
@Component
class StripeCalls {

    private static final Logger log = LoggerFactory.getLogger(StripeCalls.class);

    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    private final CircuitBreaker breaker = CircuitBreaker.of(
            "stripe",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(20)
                    .minimumNumberOfCalls(10)
                    .failureRateThreshold(60)
                    .waitDurationInOpenState(Duration.ofSeconds(2))
                    .permittedNumberOfCallsInHalfOpenState(3)
                    .recordException(StripeCalls::isAway)
                    .build());

    private final Retry retry = Retry.of(
            "stripe",
            RetryConfig.custom()
                    .maxAttempts(2)
                    .intervalFunction(IntervalFunction.ofRandomized(Duration.ofMillis(150), 0.5))
                    .retryOnException(StripeCalls::didNotAct)
                    .build());

    /** Asks for something that must be there: every refusal is a failure. A question has no key that could be spent. */
    <T> T ask(Callable<T> call) {
        try {
            return attempt(call);
        } catch (StripeRefusal refusal) {
            throw new ProviderAwayException("Stripe refused to say: " + refusal.reason(), false, refusal);
        } catch (ProviderAwayException away) {
            throw new ProviderAwayException(String.valueOf(away.getMessage()), false, away);
        }
    }

    /**
     * @throws StripeRefusal if Stripe answered that it will not
     * @throws ProviderAwayException if it did not say
     */
    <T> T attempt(Callable<T> call) throws StripeRefusal {
        try {
            return retry.executeCallable(() -> breaker.executeCallable(call));
        } catch (CardException | InvalidRequestException refused) {
            throw StripeRefusal.of(refused);
        } catch (CallNotPermittedException open) {
            throw new ProviderAwayException("Stripe is being left alone for a moment", false, open);
        } catch (IdempotencyException other) {
            log.error("The idempotency key was used for another request: {}", other.getMessage());
            throw new ProviderAwayException("The key was used for another request", true, other);
        } catch (ApiException failed) {
            throw new ProviderAwayException(
                    "Stripe answered " + failed.getStatusCode(), failed.getStatusCode() == SERVER_ERROR, failed);
        } catch (StripeException away) {
            throw new ProviderAwayException(
                    "Stripe did not answer: " + away.getClass().getSimpleName(), false, away);
        } catch (RuntimeException bug) {
            throw bug;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof ApiConnectionException
                || failure instanceof RateLimitException
                || (failure instanceof ApiException api && api.getStatusCode() >= SERVER_ERROR);
    }

    private static boolean didNotAct(Throwable failure) {
        return failure instanceof RateLimitException
                || (failure instanceof ApiException api && api.getStatusCode() == CONFLICT);
    }
}
