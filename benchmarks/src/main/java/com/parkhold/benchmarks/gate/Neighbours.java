package com.parkhold.benchmarks.gate;

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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Executors;

/** The issuer, and what the gate asks inventory and session for; they can be there or not. */
final class Neighbours implements AutoCloseable {

    private final RSAKey key;
    private final int port;
    private HttpServer server;

    Neighbours() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("benchmark").generate();
        server = listen(0);
        port = server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Nobody listens any more. */
    void die() {
        server.stop(0);
    }

    void comeBack() throws IOException {
        server = listen(port);
    }

    String token(String subject, String role) throws JOSEException {
        Instant now = Instant.now();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(url())
                        .subject(subject)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Duration.ofHours(2))))
                        .claim("roles", List.of(role))
                        .claim("lots", List.of())
                        .build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private HttpServer listen(int wanted) throws IOException {
        HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
        fresh.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        fresh.createContext("/oauth2/jwks", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        fresh.createContext("/oauth2/token", exchange -> answer(exchange, """
            {"access_token":"%s","token_type":"Bearer","expires_in":7200}\
            """.formatted(serviceToken())));
        fresh.createContext("/internal/lots/", exchange -> answer(exchange, "{}"));
        fresh.createContext("/internal/assignments/", exchange -> answer(exchange, """
            {"spotId":"B2-104","floor":"B2","spotClass":"SUV"}\
            """));
        fresh.createContext("/internal/sessions/settlements", exchange -> answer(exchange, """
            {"sessionId":"s","finalChargeMinor":0,"refundMinor":0,"creditMinor":0,"currency":"USD",
            "mayLeave":true,"lines":[]}\
            """));
        fresh.start();
        return fresh;
    }

    private String serviceToken() {
        try {
            return token("svc-gate", "service");
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        die();
    }
}
