package com.parkhold.local.supervisor.stack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The stack's own secrets, made once and kept with its data, readable by its owner only.
 *
 * @param stripeApiKey shared by the payment service and the Stripe simulator
 * @param stripeWebhookSecret signs what the simulator delivers
 * @param cameraSecret signs cameras' addresses
 * @param qrSigningKey file with the private EC P-256 JWK
 * @param qrVerifyKeys file with the JWK set that verifies it
 * @param deviceKeys file with the key of every simulated device that asks for one
 */
public record Secrets(
        String stripeApiKey,
        String stripeWebhookSecret,
        String cameraSecret,
        Path qrSigningKey,
        Path qrVerifyKeys,
        Path deviceKeys) {
    /** The lane simulator's cameras know no other. */
    private static final String DEVICE_KEYS = "*=admin:local-device\n";

    private static final int RANDOM_BYTES = 24;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Reads what is there and makes what is missing. */
    public static Secrets in(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path signing = directory.resolve("qr-signing.jwk.json");
        Path verifying = directory.resolve("qr-verify.jwks.json");
        if (!Files.exists(signing) || !Files.exists(verifying)) {
            makeQrKeys(signing, verifying);
        }
        Path devices = directory.resolve("devices.properties");
        if (!Files.exists(devices)) {
            write(devices, DEVICE_KEYS);
        }
        return new Secrets(
                text(directory.resolve("stripe-api-key"), "sk_test_"),
                text(directory.resolve("stripe-webhook-secret"), "whsec_"),
                text(directory.resolve("camera-secret"), ""),
                signing,
                verifying,
                devices);
    }

    /** Creates or replaces a file that only its owner may read. */
    public static void write(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, OWNER_ONLY);
        Files.writeString(file, content);
    }

    /** A fresh random text with that prefix. */
    public static String random(String prefix) {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }

    private static String text(Path file, String prefix) throws IOException {
        if (!Files.exists(file)) {
            write(file, random(prefix));
        }
        return Files.readString(file).strip();
    }

    private static void makeQrKeys(Path signing, Path verifying) throws IOException {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
            write(signing, key.toJSONString());
            write(verifying, new JWKSet(key.toPublicJWK()).toString(true));
        } catch (JOSEException e) {
            throw new IOException("making the QR key pair failed", e);
        }
    }
}
