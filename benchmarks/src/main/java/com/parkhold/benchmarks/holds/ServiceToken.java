package com.parkhold.benchmarks.holds;

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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** A service's token and, on loopback, the keys by which the service under test checks it as it checks any other. */
final class ServiceToken implements AutoCloseable {

    private final HttpServer keys;
    private final String token;

    ServiceToken() throws IOException, JOSEException {
        RSAKey key = new RSAKeyGenerator(2048).keyID("benchmark").generate();
        keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] published = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        keys.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, published.length);
                exchange.getResponseBody().write(published);
            }
        });
        keys.start();
        Instant now = Clock.systemUTC().instant();
        SignedJWT signed = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(uri())
                        .subject("svc-benchmark")
                        .claim("roles", List.of("service"))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
                        .build());
        signed.sign(new RSASSASigner(key));
        token = signed.serialize();
    }

    String uri() {
        return "http://127.0.0.1:" + keys.getAddress().getPort();
    }

    String text() {
        return token;
    }

    @Override
    public void close() {
        keys.stop(0);
    }
}
