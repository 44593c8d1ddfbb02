package com.parkhold.payment.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks {@code Stripe-Signature} ({@code t=SECONDS,v1=HEX,…}: HMAC-SHA256 over {@code t.body}).
 *
 * <p>Stripe's own library refuses only old times and throws on headers that are not of the form; here a time too far
 * ahead is refused as well, and whatever stands in the header is an answer, not an exception.
 */
final class StripeSignature {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_HEADER = 4096;

    private final List<String> secrets;
    private final Duration tolerance;
    private final Clock clock;

    StripeSignature(List<String> secrets, Duration tolerance, Clock clock) {
        this.secrets = secrets;
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /** Why a body is not Stripe's; empty where it is. */
    Optional<String> objection(byte[] body, @Nullable String header) {
        if (header == null || header.isBlank()) {
            return Optional.of("There is no signature.");
        }
        String time = null;
        List<String> digests = new ArrayList<>();
        for (String part : header.length() > LONGEST_HEADER ? new String[0] : header.split(",", -1)) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && "t".equals(pair[0]) && time == null) {
                time = pair[1];
            } else if (pair.length == 2 && "v1".equals(pair[0])) {
                digests.add(pair[1]);
            }
        }
        if (time == null || !SECONDS.matcher(time).matches() || digests.isEmpty()) {
            return Optional.of("The signature is not of its form.");
        }
        if (!isSigned(time, body, digests)) {
            return Optional.of("The signature does not fit the body.");
        }
        return timely(Instant.ofEpochSecond(Long.parseLong(time)));
    }

    private Optional<String> timely(Instant signed) {
        Instant now = clock.instant();
        if (signed.isBefore(now.minus(tolerance))) {
            return Optional.of("The signature is too old.");
        }
        return signed.isAfter(now.plus(tolerance))
                ? Optional.of("The signature is dated in the future.")
                : Optional.empty();
    }

    private boolean isSigned(String time, byte[] body, List<String> digests) {
        boolean signed = false;
        for (String secret : secrets) {
            byte[] expected = digest(secret, time, body);
            for (String digest : digests) {
                signed |= DIGEST.matcher(digest).matches()
                        && MessageDigest.isEqual(expected, HexFormat.of().parseHex(digest));
            }
        }
        return signed;
    }

    private static byte[] digest(String secret, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
