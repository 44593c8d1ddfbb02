package com.parkhold.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    @TempDir
    Path directory;

    @Test
    void staysTheSameAcrossARestart() throws Exception {
        var first = SigningKey.in(directory.resolve("new"));
        var second = SigningKey.in(directory.resolve("new"));

        assertThat(second).isEqualTo(first);
        assertThat(second.isPrivate()).isTrue();
    }

    @Test
    void isReadableByItsOwnerOnly() throws Exception {
        SigningKey.in(directory);

        try (var files = Files.list(directory)) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void refusesAFileThatIsNoKey() throws Exception {
        Files.writeString(directory.resolve("issuer-signing-key.json"), "{}");

        assertThatIllegalStateException().isThrownBy(() -> SigningKey.in(directory));
    }
}
