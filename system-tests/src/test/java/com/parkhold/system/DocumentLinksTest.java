package com.parkhold.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A page that points nowhere sends its reader nowhere. */
class DocumentLinksTest {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    @Test
    void pointToFilesThatAreThere() throws IOException {
        List<Link> links = pages().stream().flatMap(DocumentLinksTest::links).toList();
        assertThat(links).hasSizeGreaterThan(10);
        assertThat(links).allSatisfy(link -> assertThat(link.target()).exists());
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(REPOSITORY.resolve("docs"))) {
            return Stream.concat(Stream.of(REPOSITORY.resolve("README.md")), docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static Stream<Link> links(Path page) {
        try {
            return LINK.matcher(Files.readString(page))
                    .results()
                    .map(MatchResult::group)
                    .map(link -> link.replaceAll(".*\\(([^)#]+).*", "$1"))
                    .filter(target -> !target.contains("://"))
                    .map(target -> new Link(page, page.resolveSibling(target).normalize()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private record Link(Path page, Path target) {}
}
