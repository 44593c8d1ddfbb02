package com.parkhold.system.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens of the demo accounts, each asked for once; the local issuer's outlive any run. */
final class Tokens {

    private final Wire wire;
    private final URI issuer;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    Tokens(Wire wire, URI issuer) {
        this.wire = wire;
        this.issuer = issuer;
    }

    String of(String account) {
        return known.computeIfAbsent(account, this::ask);
    }

    private String ask(String account) {
        String credentials = URLEncoder.encode(account, UTF_8) + ":" + URLEncoder.encode("local-" + account, UTF_8);
        return wire.sendPatiently(HttpRequest.newBuilder(issuer.resolve("/oauth2/token"))
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials")))
                .expect(200)
                .json()
                .required("access_token")
                .asString();
    }
}
