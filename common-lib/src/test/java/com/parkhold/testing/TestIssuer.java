package com.parkhold.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** An issuer on loopback whose tokens carry the claims of docs/architecture.md; services check them as they do others. */
public final class TestIssuer {

    private static final RSAKey KEY = key();
    private static final HttpServer SERVER = start();

    private TestIssuer() {}

    public static String uri() {
        return "http://127.0.0.1:" + SERVER.getAddress().getPort();
    }

    /** A driver's token. */
    public static String driver(String userId) {
        return token(userId, "driver", List.of(), "");
    }

    /** An operator's token for some lots. */
    public static String operator(String userId, String... lots) {
        return token(userId, "operator", List.of(lots), "");
    }

    public static String admin() {
        return token("admin", "admin", List.of(), "");
    }

    /** A gate client's token. */
    public static String gate(String lotId, String gateId) {
        return token("gate:" + lotId + ":" + gateId, "gate", List.of(lotId), gateId);
    }

    /** Another service's token. */
    public static String service() {
        return token("svc-other", "service", List.of(), "");
    }

    private static String token(String subject, String role, List<String> lots, String gateId) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(uri())
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(12))))
                .claim("roles", List.of(role))
                .claim("lots", lots)
                .claim("email", subject + "@parkhold.example");
        if (!gateId.isEmpty()) {
            claims.claim("gateId", gateId);
        }
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(KEY.getKeyID())
                            .build(),
                    claims.build());
            token.sign(new RSASSASigner(KEY));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static HttpServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/oauth2/jwks", exchange -> answer(exchange, new JWKSet(KEY.toPublicJWK()).toString()));
            server.createContext("/oauth2/token", exchange -> answer(exchange, """
                            {"access_token":"%s","token_type":"Bearer","expires_in":43200}""".formatted(service())));
            server.start();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
