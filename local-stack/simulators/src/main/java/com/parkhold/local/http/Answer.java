package com.parkhold.local.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What a route answers: a status and a body whose type is already settled. */
public record Answer(int status, String contentType, String body) {
    static final JsonMapper JSON = JsonMapper.builder().build();

    public static Answer json(int status, Object value) {
        return new Answer(status, "application/json", JSON.writeValueAsString(value));
    }

    public static Answer text(String body) {
        return new Answer(200, "text/plain; charset=utf-8", body);
    }

    public static Answer html(String body) {
        return new Answer(200, "text/html; charset=utf-8", body);
    }

    /** A refusal in the shape of RFC 9457. */
    public static Answer problem(int status, String code, String detail) {
        var problem = new LinkedHashMap<>(Map.<String, Object>of("status", status, "code", code));
        problem.put("title", code.toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
        problem.put("detail", detail);
        return new Answer(status, "application/problem+json", JSON.writeValueAsString(problem));
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
