package com.parkhold.common.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Answers that the filter chain gives before any controller is asked, in the same form as theirs. */
final class ProblemAnswers {

    private ProblemAnswers() {}

    static void unauthorized(HttpServletRequest request, HttpServletResponse response, Exception cause)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        write(response, HttpStatus.UNAUTHORIZED, "A valid access token is needed.");
    }

    static void forbidden(HttpServletRequest request, HttpServletResponse response, Exception cause)
            throws IOException {
        write(response, HttpStatus.FORBIDDEN, "This token may not do that.");
    }

    private static void write(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        String body = """
                {"type":"urn:parkhold:problem:%s","title":"%s","status":%d,"detail":"%s","code":"%s"}""".formatted(
                        status.name().toLowerCase(Locale.ROOT),
                        status.getReasonPhrase(),
                        status.value(),
                        detail,
                        status.name());
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
}
