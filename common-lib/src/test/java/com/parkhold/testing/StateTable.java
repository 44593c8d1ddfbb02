package com.parkhold.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The whole status × signal matrix of an aggregate as a Markdown table, held against the approved copy in
 * {@code src/test/resources/states}. Run with {@code -Dstates.approve=true} to approve what the code does now.
 */
public final class StateTable {

    private static final Path APPROVED = Path.of("src/test/resources/states");

    private StateTable() {}

    /** Walks every signal in every status; {@code cell} says what happens there. */
    public static <S extends Enum<S>, T> String of(Class<S> statuses, List<T> signals, BiFunction<S, T, String> cell) {
        String head = "| | "
                + signals.stream()
                        .map(Object::toString)
                        .map(name -> "`" + name + "`")
                        .collect(Collectors.joining(" | "))
                + " |\n|---|"
                + "---|".repeat(signals.size())
                + "\n";
        return Arrays.stream(statuses.getEnumConstants())
                .map(status -> "| **" + status + "** | "
                        + signals.stream()
                                .map(signal -> cell.apply(status, signal))
                                .collect(Collectors.joining(" | "))
                        + " |\n")
                .collect(Collectors.joining("", head, ""));
    }

    /** The approved table; a test compares it with what {@link #of} says. */
    public static String approved(String name, String current) {
        Path file = APPROVED.resolve(name + ".md");
        try {
            if (Boolean.getBoolean("states.approve")) {
                Files.createDirectories(APPROVED);
                Files.writeString(file, current);
            }
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
