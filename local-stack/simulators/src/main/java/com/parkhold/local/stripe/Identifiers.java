package com.parkhold.local.stripe;

import java.security.SecureRandom;

/** Stripe's way to name things: a prefix that tells the kind, then letters and digits that nobody can guess. */
final class Identifiers {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Identifiers() {}

    static String next(String prefix) {
        return prefix + "_" + random(24);
    }

    static String session() {
        return "cs_test_" + random(58);
    }

    static String random(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
