package com.parkhold.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/states.md} is put together from the state tables that each module's own tests hold against its code. Run
 * with {@code -Dstates.approve=true} to write it anew.
 */
class StatesDocumentTest {

    private static final Path REPOSITORY = Path.of("..");
    private static final Path DOCUMENT = REPOSITORY.resolve("docs/states.md");
    private static final Path TABLES = Path.of("src/test/resources/states");

    private static final String HEAD = """
            # States

            What every signal does in every state: the state that follows, or a dash where nothing changes. \
            Written by tests from the transition functions themselves, so it cannot be out of date.
            """;

    @Test
    void documentIsWhatTheModulesSay() throws IOException {
        List<Path> tables = tables();
        assertThat(tables).isNotEmpty();
        StringBuilder assembled = new StringBuilder(HEAD);
        for (Path table : tables) {
            assembled.append("\n## %s (%s)\n\n".formatted(aggregate(table), module(table)));
            assembled.append(Files.readString(table).strip()).append('\n');
        }

        if (Boolean.getBoolean("states.approve")) {
            Files.writeString(DOCUMENT, assembled);
        }
        assertThat(DOCUMENT).as("-Dstates.approve=true writes it").hasContent(assembled.toString());
    }

    private static List<Path> tables() throws IOException {
        try (Stream<Path> modules = Files.list(REPOSITORY)) {
            return modules.map(module -> module.resolve(TABLES))
                    .filter(Files::isDirectory)
                    .flatMap(StatesDocumentTest::files)
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList().stream();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static String module(Path table) {
        return table.subpath(1, 2).toString();
    }

    private static String aggregate(Path table) {
        String name = table.getFileName().toString().replace(".md", "").replace('-', ' ');
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
