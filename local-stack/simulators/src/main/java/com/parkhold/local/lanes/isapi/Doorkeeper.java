package com.parkhold.local.lanes.isapi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets in who answers the camera's challenge (RFC 7616, MD5, {@code qop=auth}). A nonce lasts half a minute and each of
 * its counts is good once; an old one is called stale. Safe for many threads.
 */
final class Doorkeeper {
    /** Of every simulated camera. */
    static final String USER = "admin";

    static final String PASSWORD = "local-device";
    private static final String REALM = "DS-TCG406-E";
    private static final Duration NONCE_LASTS = Duration.ofSeconds(30);
    private static final Pattern FIELD = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^\\s,]+))");

    private final Clock clock;
    private String nonce = "";
    private Instant nonceEnds = Instant.MIN;
    private int counted;

    Doorkeeper(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean admits(String method, String path, String authorization) {
        Map<String, String> given = fields(authorization);
        String expected = md5(String.join(
                ":",
                md5(USER + ":" + REALM + ":" + PASSWORD),
                nonce,
                given.getOrDefault("nc", ""),
                given.getOrDefault("cnonce", ""),
                "auth",
                md5(method + ":" + path)));
        boolean genuine = expected.equals(given.get("response")) && path.equals(given.get("uri"));
        int count = genuine ? Integer.parseInt(given.getOrDefault("nc", "0"), 16) : 0;
        if (!genuine
                || !nonce.equals(given.get("nonce"))
                || count <= counted
                || !clock.instant().isBefore(nonceEnds)) {
            return false;
        }
        counted = count;
        return true;
    }

    /** What is sent to who was not let in. */
    synchronized String challenge(String authorization) {
        boolean stale = !nonce.isEmpty()
                && nonce.equals(fields(authorization).get("nonce"))
                && !clock.instant().isBefore(nonceEnds);
        if (!clock.instant().isBefore(nonceEnds)) {
            nonce = UUID.randomUUID().toString();
            nonceEnds = clock.instant().plus(NONCE_LASTS);
            counted = 0;
        }
        return "Digest qop=\"auth\", realm=\"%s\", nonce=\"%s\", stale=%s".formatted(REALM, nonce, stale);
    }

    private static Map<String, String> fields(String header) {
        var fields = new HashMap<String, String>();
        Matcher matcher = FIELD.matcher(header);
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
        }
        return fields;
    }

    private static String md5(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
