package com.parkhold.gateway.web;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.springframework.cloud.gateway.support.ServiceUnavailableException;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.http.client.PrematureCloseException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Tells a party that did not answer from one that refused, or from a client that went away. */
public final class Unanswered {

    private Unanswered() {}

    /** Whether this failure says that a service did not answer at all: what its circuit breaker counts. */
    public static boolean byService(Throwable failure) {
        return causes(failure).noneMatch(BodyRefusedException.class::isInstance)
                && causes(failure).anyMatch(Unanswered::isSilence);
    }

    /** Whether the same request may succeed soon: a service, the issuer or a pool could not serve it now. */
    static boolean byAnybody(Throwable failure) {
        return byService(failure) || causes(failure).anyMatch(Unanswered::isRefusalToTry);
    }

    static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10);
    }

    private static boolean isSilence(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof TimeoutException
                || cause instanceof ReadTimeoutException
                || cause instanceof PrematureCloseException
                || (cause instanceof ResponseStatusException refusal
                        && refusal.getStatusCode().isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT));
    }

    private static boolean isRefusalToTry(Throwable cause) {
        return cause instanceof CallNotPermittedException
                || cause instanceof ServiceUnavailableException
                || cause instanceof PoolAcquireTimeoutException
                || cause instanceof PoolAcquirePendingLimitException
                || cause instanceof AuthenticationServiceException
                || (cause instanceof ResponseStatusException refusal
                        && refusal.getStatusCode().isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE));
    }
}
