package com.parkhold.gateway.web;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * What a client says about itself or about the way it came is not passed on: it could say anything. Only a proxy that
 * is named in the configuration is believed. The gateway's HTTP client then adds the way as it was seen from here.
 */
@Component
class ForwardedHeaders {

    /** Names under which proxies and frameworks hand on an identity or another path. */
    private static final List<String> IDENTITIES = List.of(
            "x-user",
            "x-auth",
            "x-roles",
            "x-remote-",
            "remote-user",
            "x-client-cert",
            "x-ssl-",
            "x-original-",
            "x-rewrite-url",
            "x-http-method",
            "x-method-override");

    private final @Nullable Pattern trusted;

    ForwardedHeaders(@Value("${parkhold.trusted-proxies:}") String trustedProxies) {
        this.trusted = trustedProxies.isBlank() ? null : Pattern.compile(trustedProxies);
    }

    void rewrite(HttpHeaders headers, ServerHttpRequest request) {
        String peer = peer(request);
        boolean believed = trusted != null && trusted.matcher(peer).matches();
        headers.headerNames().stream()
                .filter(name -> isForgeable(name.toLowerCase(Locale.ROOT), believed))
                .forEach(headers::remove);
    }

    private static boolean isForgeable(String name, boolean believed) {
        boolean aboutTheWay = name.startsWith("x-forwarded-") || name.equals("forwarded") || name.equals("x-real-ip");
        return (aboutTheWay && !believed) || IDENTITIES.stream().anyMatch(name::startsWith);
    }

    private static String peer(ServerHttpRequest request) {
        InetSocketAddress address = request.getRemoteAddress();
        return address == null || address.getAddress() == null
                ? "unknown"
                : address.getAddress().getHostAddress();
    }
}
