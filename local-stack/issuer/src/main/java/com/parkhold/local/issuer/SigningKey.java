package com.parkhold.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;

/** The key that signs tokens. It is kept on disk, so that a token outlives a restart of its issuer. */
public final class SigningKey {

    private static final String FILE = "issuer-signing-key.json";

    private SigningKey() {}

    /**
     * Reads the key in {@code directory}, making it first where there is none.
     *
     * @throws IllegalStateException if the file there is not an RSA key: silently making another would
     *     break every token in use
     */
    public static RSAKey in(Path directory) throws IOException, JOSEException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            Files.createDirectories(directory);
            store(generate(), file);
        }
        try {
            return RSAKey.parse(Files.readString(file));
        } catch (ParseException e) {
            throw new IllegalStateException(file + " is not an RSA key in JWK form", e);
        }
    }

    private static RSAKey generate() throws JOSEException {
        return new RSAKeyGenerator(2048)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .keyIDFromThumbprint(true)
                .generate();
    }

    /** Temporary files are made readable by their owner only, and the move keeps that. */
    private static void store(RSAKey key, Path file) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), FILE, ".new");
        Files.writeString(draft, key.toJSONString());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
