package com.parkhold.local.supervisor.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentKeyTest {
    @TempDir
    Path home;

    @Test
    void staysTheSameWhenTheSameIsBuiltAgainLater() throws Exception {
        Path morning = jar("a", "hello", LocalDateTime.of(2026, 4, 14, 9, 0));
        Path evening = jar("b", "hello", LocalDateTime.of(2026, 4, 14, 18, 0));

        assertThat(ContentKey.of(List.of(morning))).isEqualTo(ContentKey.of(List.of(evening)));
    }

    @Test
    void changesWithTheContent() throws Exception {
        Path before = jar("a", "hello", LocalDateTime.of(2026, 4, 14, 9, 0));
        Path after = jar("b", "howdy", LocalDateTime.of(2026, 4, 14, 9, 0));

        assertThat(ContentKey.of(List.of(before))).isNotEqualTo(ContentKey.of(List.of(after)));
    }

    private Path jar(String directory, String content, LocalDateTime time) throws Exception {
        Path jar = Files.createDirectories(home.resolve(directory)).resolve("application.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            ZipEntry entry = new ZipEntry("greeting");
            entry.setTimeLocal(time);
            zip.putNextEntry(entry);
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
