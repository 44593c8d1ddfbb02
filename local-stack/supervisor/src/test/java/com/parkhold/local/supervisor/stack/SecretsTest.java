package com.parkhold.local.supervisor.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path home;

    @Test
    void areMadeOnceAndKept() throws Exception {
        Secrets first = Secrets.in(home);
        String key = Files.readString(first.qrSigningKey());

        assertThat(Secrets.in(home)).isEqualTo(first);
        assertThat(Files.readString(first.qrSigningKey())).isEqualTo(key);
    }

    @Test
    void areReadableByTheirOwnerOnly() throws Exception {
        Secrets.in(home);

        try (var files = Files.list(home)) {
            assertThat(files)
                    .hasSize(6)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void publishTheQrKeyWithoutItsPrivatePart() throws Exception {
        Secrets secrets = Secrets.in(home);
        ECKey signing = ECKey.parse(Files.readString(secrets.qrSigningKey()));
        JWKSet verifying = JWKSet.parse(Files.readString(secrets.qrVerifyKeys()));

        assertThat(signing.isPrivate()).isTrue();
        assertThat(verifying.getKeys()).singleElement().isEqualTo(signing.toPublicJWK());
    }
}
