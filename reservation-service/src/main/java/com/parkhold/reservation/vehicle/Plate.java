package com.parkhold.reservation.vehicle;

import java.util.Locale;

/**
 * A number plate as gates compare it: upper case letters and digits only.
 *
 * @param value 2 to 12 characters
 */
public record Plate(String value) {

    /** Drops what people put between the characters; refuses what is left too short or too long. */
    public Plate {
        StringBuilder kept = new StringBuilder();
        value.toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(kept::appendCodePoint);
        value = kept.toString();
        int length = value.codePointCount(0, value.length());
        if (length < 2 || length > 12) {
            throw new IllegalArgumentException("A plate has 2 to 12 letters and digits.");
        }
    }
}
