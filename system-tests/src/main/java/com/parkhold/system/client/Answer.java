package com.parkhold.system.client;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a call was answered.
 *
 * @param call the request in words, for messages
 */
public record Answer(String call, int status, HttpHeaders headers, String body) {

    /** The answer, if its status is one of these. */
    public Answer expect(int... statuses) {
        for (int expected : statuses) {
            if (status == expected) {
                return this;
            }
        }
        throw new Surprise("%s answers %s".formatted(call, java.util.Arrays.toString(statuses)), status + " " + body);
    }

    public JsonNode json() {
        return Json.tree(body);
    }

    public <T> T as(Class<T> type) {
        return Json.read(body, type);
    }

    /** Upper snake case code of a refusal; empty in any other answer. */
    public String code() {
        return isProblem() ? json().path("code").asString("") : "";
    }

    /** Whether it is a problem document of RFC 9457. */
    public boolean isProblem() {
        return headers.firstValue("Content-Type")
                .filter(type -> type.startsWith("application/problem+json"))
                .isPresent();
    }

    /** The trace that an operator can look for in every service's log. */
    public Optional<String> traceId() {
        return headers.firstValue("X-Trace-Id");
    }

    /** Where it says that something else is; empty if it does not. */
    String location() {
        return headers.firstValue("Location").orElse("");
    }

    /** How long to wait before the same call makes sense again; empty if it never does. */
    Optional<Duration> again() {
        return status == 503 || status == 429
                ? Optional.of(
                        headers.firstValue("Retry-After").map(Answer::seconds).orElse(Duration.ofMillis(500)))
                : Optional.empty();
    }

    private static Duration seconds(String text) {
        try {
            return Duration.ofSeconds(Math.clamp(Long.parseLong(text), 0, 5));
        } catch (NumberFormatException aDate) {
            return Duration.ofSeconds(1);
        }
    }
}
