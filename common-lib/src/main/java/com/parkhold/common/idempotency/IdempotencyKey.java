package com.parkhold.common.idempotency;

import com.parkhold.common.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A key as its sender wrote it: 1 to 255 visible ASCII characters. */
public record IdempotencyKey(String value) {

    /** The header that carries it. */
    public static final String HEADER = "Idempotency-Key";

    private static final int LONGEST = 255;

    /**
     * Reads the header.
     *
     * @throws com.parkhold.common.problem.ProblemException 400 if it is missing, over-long or not printable
     */
    public static IdempotencyKey required(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw Problem.badRequest("IDEMPOTENCY_KEY_MISSING", "The header Idempotency-Key is missing.")
                    .asException();
        }
        if (header.length() > LONGEST) {
            throw Problem.badRequest(
                            "IDEMPOTENCY_KEY_TOO_LONG",
                            "Idempotency-Key is longer than %d characters.".formatted(LONGEST))
                    .asException();
        }
        if (!header.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            throw Problem.badRequest("IDEMPOTENCY_KEY_MALFORMED", "Idempotency-Key must be visible ASCII.")
                    .asException();
        }
        return new IdempotencyKey(header);
    }

    /** A fingerprint of a request's content, to tell a repetition from another request. */
    public static String fingerprint(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
