package com.parkhold.common.problem;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * A refusal that a caller can understand and a program can tell apart.
 *
 * @param code stable, upper snake case; clients decide by it
 * @param detail for people
 * @param errors the fields that are wrong, if it is about fields
 * @param retryAfter when it makes sense to try again, if it does
 */
public record Problem(
        HttpStatus status,
        String code,
        String detail,
        List<FieldProblem> errors,
        @Nullable Duration retryAfter) {

    /**
     * A field that is wrong.
     *
     * @param pointer JSON pointer into the request's body, or a parameter's name
     */
    public record FieldProblem(String pointer, String code, String detail) {}

    public static Problem of(HttpStatus status, String code, String detail) {
        return new Problem(status, code, detail, List.of(), null);
    }

    public static Problem badRequest(String code, String detail) {
        return of(HttpStatus.BAD_REQUEST, code, detail);
    }

    /** 400 about one field. */
    public static Problem badField(String pointer, String code, String detail) {
        return badFields(List.of(new FieldProblem(pointer, code, detail)));
    }

    /** 400 about several fields. */
    public static Problem badFields(List<FieldProblem> errors) {
        return new Problem(
                HttpStatus.BAD_REQUEST, "VALIDATION_FAILED", "The request has fields that are wrong.", errors, null);
    }

    public static Problem forbidden(String detail) {
        return of(HttpStatus.FORBIDDEN, "FORBIDDEN", detail);
    }

    public static Problem notFound(String code, String detail) {
        return of(HttpStatus.NOT_FOUND, code, detail);
    }

    public static Problem conflict(String code, String detail) {
        return of(HttpStatus.CONFLICT, code, detail);
    }

    /** 503: something that is needed does not answer; the same request may be repeated. */
    public static Problem away(String code, String detail) {
        return new Problem(HttpStatus.SERVICE_UNAVAILABLE, code, detail, List.of(), Duration.ofSeconds(1));
    }

    public Problem retryingAfter(Duration pause) {
        return new Problem(status, code, detail, errors, pause);
    }

    /** To leave a web layer with; never thrown by domain code. */
    public ProblemException asException() {
        return new ProblemException(this);
    }

    /** The answer on the wire. */
    public ResponseEntity<Object> asResponse() {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return new ResponseEntity<>(asDetail(), headers, status);
    }

    ProblemDetail asDetail() {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create("urn:parkhold:problem:" + code.toLowerCase(Locale.ROOT)));
        body.setTitle(status.getReasonPhrase());
        body.setProperty("code", code);
        if (!errors.isEmpty()) {
            body.setProperty("errors", errors);
        }
        return body;
    }
}
