package com.parkhold.gate.plate;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A number plate, normalised to upper case letters and digits. Personal: its text form is masked, so that no log shows
 * it by accident; {@link #value} is the whole.
 */
public record Plate(String value) {

    /** Longer than any plate there is; what is longer was not read from one. */
    public static final int LONGEST = 16;

    private static final Set<String> NO_PLATE = Set.of("UNKNOWN", "NOPLATE", "NOPLATES", "NONE", "NULL");

    /** Refuses what is not normalised. */
    public Plate {
        if (value.isEmpty() || value.length() > LONGEST || !normalised(value).equals(value)) {
            throw new IllegalArgumentException("A plate is 1 to 16 upper case letters and digits");
        }
    }

    /** What a person typed or a camera read; empty where that names no plate. */
    public static Optional<Plate> read(@Nullable String raw) {
        if (raw == null || raw.length() > 64) {
            return Optional.empty();
        }
        String text = normalised(raw);
        boolean readable = !text.isEmpty() && text.length() <= LONGEST && !NO_PLATE.contains(text);
        return readable ? Optional.of(new Plate(text)) : Optional.empty();
    }

    /** Equal for plates that cameras take for one another. */
    public String skeleton() {
        return value.chars()
                .mapToObj(character -> String.valueOf(Confusables.canonical((char) character)))
                .collect(Collectors.joining());
    }

    /** Looks like the other to a camera, or is it. */
    public boolean resembles(Plate other) {
        return skeleton().equals(other.skeleton());
    }

    /** Enough to tell two cars of a log apart, not enough to find their owner. */
    public String masked() {
        return value.length() <= 3 ? "***" : value.substring(0, 2) + "***" + value.substring(value.length() - 1);
    }

    @Override
    public String toString() {
        return masked();
    }

    private static String normalised(String raw) {
        String upper = Normalizer.normalize(raw, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        return upper.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
