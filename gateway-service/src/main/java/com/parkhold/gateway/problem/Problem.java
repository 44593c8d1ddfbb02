package com.parkhold.gateway.problem;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A refusal of the gateway's own, in the same form as the services' refusals.
 *
 * @param code stable, upper snake case; clients decide by it
 * @param detail for people; never from an exception
 * @param retryAfter when the same request may succeed, if it may
 */
public record Problem(
        HttpStatus status,
        String title,
        String code,
        String detail,
        @Nullable Duration retryAfter) {

    /** No valid token. */
    public static Problem unauthorized() {
        return of(HttpStatus.UNAUTHORIZED, "UNAUTHORIZED", "A valid access token is needed.");
    }

    /** A valid token that does not reach this far. */
    public static Problem forbidden() {
        return of(HttpStatus.FORBIDDEN, "FORBIDDEN", "This token may not do that.");
    }

    /** Nothing is published there. */
    public static Problem notFound() {
        return of(HttpStatus.NOT_FOUND, "NOT_FOUND", "There is nothing at this address.");
    }

    /** There, but not in this way. */
    public static Problem methodNotAllowed() {
        return of(HttpStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", "This address does not answer this method.");
    }

    /** The body did not arrive in time. */
    public static Problem requestTimeout() {
        return of(HttpStatus.REQUEST_TIMEOUT, "REQUEST_TIMEOUT", "The request's body took too long to arrive.");
    }

    /** A body longer than {@code limit} bytes. */
    public static Problem tooLarge(long limit) {
        HttpStatus status = HttpStatus.CONTENT_TOO_LARGE;
        return of(status, status.name(), "The body may have %d bytes here.".formatted(limit));
    }

    /** Too many bookings; {@code wait} until the next one is welcome. */
    public static Problem rateLimited(String what, Duration wait) {
        return new Problem(
                HttpStatus.TOO_MANY_REQUESTS,
                HttpStatus.TOO_MANY_REQUESTS.getReasonPhrase(),
                "RATE_LIMITED",
                "Too many bookings at once for this %s.".formatted(what),
                wait);
    }

    /** Who should answer does not. */
    public static Problem away() {
        return new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                HttpStatus.SERVICE_UNAVAILABLE.getReasonPhrase(),
                "SERVICE_AWAY",
                "A part that is needed for this does not answer. The same request may be repeated.",
                Duration.ofSeconds(1));
    }

    /** Any other status; the code is the status's name. */
    public static Problem of(HttpStatus status) {
        return of(status, status.name(), "The request was refused.");
    }

    /** A mistake in the gateway. */
    public static Problem internal() {
        return of(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL", "Something went wrong here; it has been noted.");
    }

    private static Problem of(HttpStatus status, String code, String detail) {
        return new Problem(status, status.getReasonPhrase(), code, detail, null);
    }

    /** The problem's name as a URI. */
    public String type() {
        return "urn:parkhold:problem:" + code.toLowerCase(Locale.ROOT);
    }

    /** Whole seconds, at least one, as the header wants them. */
    public @Nullable Long retryAfterSeconds() {
        return retryAfter == null ? null : Math.max(1, (retryAfter.toMillis() + 999) / 1000);
    }
}
