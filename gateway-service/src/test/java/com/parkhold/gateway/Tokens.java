package com.parkhold.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** An issuer's signing key, and the address where its public half is served. */
final class Tokens implements AutoCloseable {

    static final String ISSUER = "http://issuer.test";

    private final RSAKey key;
    private final HttpServer keys;
    private final Instant now = Instant.ofEpochMilli(System.currentTimeMillis());

    Tokens() {
        try {
            key = new RSAKeyGenerator(2048).keyID("k1").generate();
            byte[] published = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            keys = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 10);
            keys.createContext("/keys", exchange -> {
                try (exchange) {
                    exchange.sendResponseHeaders(200, published.length);
                    exchange.getResponseBody().write(published);
                }
            });
            keys.start();
        } catch (JOSEException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String jwksUri() {
        return "http://localhost:" + keys.getAddress().getPort() + "/keys";
    }

    String of(String subject, String role) {
        return signed(subject, role, ISSUER, now.plus(Duration.ofHours(1)));
    }

    String expired(String subject, String role) {
        return signed(subject, role, ISSUER, now.minus(Duration.ofHours(1)));
    }

    String fromElsewhere(String subject, String role) {
        return signed(subject, role, "http://another.test", now.plus(Duration.ofHours(1)));
    }

    private String signed(String subject, String role, String issuer, Instant expiry) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
                    new JWTClaimsSet.Builder()
                            .issuer(issuer)
                            .subject(subject)
                            .claim("roles", List.of(role))
                            .expirationTime(Date.from(expiry))
                            .build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        keys.stop(0);
    }
}
