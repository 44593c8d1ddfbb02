package com.parkhold.local.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request: the named parts of its path, its query and its body. */
public record Call(Map<String, String> path, Map<String, String> query, String body) {
    /** @throws IllegalArgumentException if the path template has no such part */
    public String part(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no path part " + name);
        }
        return value;
    }

    public @Nullable String parameter(String name) {
        return query.get(name);
    }

    /** The body as JSON; a body that does not fit becomes a 400 at the edge. */
    public <T> T read(Class<T> type) {
        T value = Answer.JSON.readValue(body.isBlank() ? "{}" : body, type);
        if (value == null) {
            throw new IllegalArgumentException("the body is null");
        }
        return value;
    }
}
