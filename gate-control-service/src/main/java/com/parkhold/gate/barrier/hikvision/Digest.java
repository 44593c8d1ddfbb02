package com.parkhold.gate.barrier.hikvision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A device's challenge to authenticate (RFC 7616), and answers to it: MD5 or SHA-256, with or without {@code qop=auth}.
 *
 * @param algorithm as the device names it
 * @param quality {@code auth}, or null with devices of RFC 2069
 */
record Digest(
        String realm,
        String nonce,
        String algorithm,
        @Nullable String quality,
        @Nullable String opaque) {

    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");
    private static final String SCHEME = "digest ";
    private static final int LONGEST = 4_096;

    /** Reads a {@code WWW-Authenticate}; empty unless it is a digest that we can answer. */
    static Optional<Digest> of(String challenge) {
        if (challenge.length() > LONGEST || !challenge.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        Map<String, String> given = new HashMap<>();
        Matcher parameters = PARAMETER.matcher(challenge.substring(SCHEME.length()));
        while (parameters.find()) {
            String quoted = parameters.group(2);
            given.put(parameters.group(1).toLowerCase(Locale.ROOT), quoted == null ? parameters.group(3) : quoted);
        }
        String realm = given.get("realm");
        String nonce = given.get("nonce");
        String algorithm = given.getOrDefault("algorithm", "MD5");
        String qualities = given.get("qop");
        boolean answerable = hashes(algorithm).isPresent()
                && (qualities == null
                        || Arrays.asList(qualities.split("\\s*,\\s*")).contains("auth"));
        return realm == null || nonce == null || !answerable
                ? Optional.empty()
                : Optional.of(
                        new Digest(realm, nonce, algorithm, qualities == null ? null : "auth", given.get("opaque")));
    }

    /** The {@code Authorization} of one request. The count of a nonce grows by one with each. */
    String answer(Credentials who, String method, String path, int count, String clientNonce) {
        String secret = hash("%s:%s:%s".formatted(who.user(), realm, who.password()));
        String request = hash("%s:%s".formatted(method, path));
        String number = "%08x".formatted(count);
        String response = quality == null
                ? hash("%s:%s:%s".formatted(secret, nonce, request))
                : hash("%s:%s:%s:%s:%s:%s".formatted(secret, nonce, number, clientNonce, quality, request));
        StringBuilder header = new StringBuilder(
                "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", algorithm=%s, response=\"%s\""
                        .formatted(who.user(), realm, nonce, path, algorithm, response));
        if (quality != null) {
            header.append(", qop=%s, nc=%s, cnonce=\"%s\"".formatted(quality, number, clientNonce));
        }
        if (opaque != null) {
            header.append(", opaque=\"%s\"".formatted(opaque));
        }
        return header.toString();
    }

    private String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(hashes(algorithm).orElseThrow());
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Optional<String> hashes(String algorithm) {
        return switch (algorithm.toUpperCase(Locale.ROOT)) {
            case "MD5" -> Optional.of("MD5");
            case "SHA-256" -> Optional.of("SHA-256");
            default -> Optional.empty();
        };
    }
}
