package com.parkhold.common.security;

import java.util.List;
import org.springframework.http.HttpMethod;

/**
 * What a service answers without a token: a bean of the service, which then checks by its own means (a signature, a
 * camera's key) or shows nothing personal.
 */
public record PublicPaths(List<PublicPath> paths) {

    /** Nothing is public. */
    public static PublicPaths none() {
        return new PublicPaths(List.of());
    }

    /** One method on one path pattern. */
    public record PublicPath(HttpMethod method, String pattern) {}
}
