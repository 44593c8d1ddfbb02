import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Makes what an installation must keep to itself: {@code .env} from {@code .env.example} with a random value for every
 * secret that is this installation's own, and in {@code deploy/secrets} the key pair of the QR tokens and an empty file
 * for the devices' passwords. What is there already is left alone. Run in the repository's root: {@code java deploy/MakeSecrets.java}, or, without a JDK,
 * {@code docker run --rm -u "$(id -u)" -v "$PWD:/r" -w /r eclipse-temurin:25-jdk java deploy/MakeSecrets.java}.
 */
class MakeSecrets {
    private static final int COORDINATE_BYTES = 32;

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        Path root = Path.of(arguments.length > 0 ? arguments[0] : ".");
        environment(root);
        qrKeys(root.resolve("deploy/secrets"));
        deviceKeys(root.resolve("deploy/secrets"));
    }

    private static void environment(Path root) throws IOException {
        Path file = root.resolve(".env");
        if (Files.exists(file)) {
            IO.println(file + " is there already");
            return;
        }
        StringBuilder made = new StringBuilder();
        for (String line : Files.readAllLines(root.resolve(".env.example"))) {
            boolean ours = line.matches("[A-Z_]+_(PASSWORD|SECRET)=");
            made.append(line).append(ours ? random() : "").append('\n');
        }
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, made);
        IO.println("made " + file + ": Stripe's keys are yours to fill in");
    }

    /** The directory is closed; the files in it are open, since a container's user reads them through a bind mount. */
    private static void qrKeys(Path directory) throws IOException, GeneralSecurityException {
        Path signing = directory.resolve("qr-signing.jwk.json");
        if (Files.exists(signing)) {
            IO.println(signing + " is there already");
            return;
        }
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey open = (ECPublicKey) pair.getPublic();
        String x = text(open.getW().getAffineX());
        String y = text(open.getW().getAffineY());
        String d = text(((ECPrivateKey) pair.getPrivate()).getS());
        String identity = thumbprint(x, y);
        String common = "\"kty\":\"EC\",\"crv\":\"P-256\",\"use\":\"sig\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\""
                .formatted(identity, x, y);
        Files.writeString(signing, "{" + common + ",\"d\":\"" + d + "\"}\n");
        Files.writeString(directory.resolve("qr-verify.jwks.json"), "{\"keys\":[{" + common + "}]}\n");
        IO.println("made the QR keys in " + directory);
    }

    private static void deviceKeys(Path directory) throws IOException {
        Path file = directory.resolve("devices.properties");
        if (!Files.exists(file)) {
            Files.writeString(file, "# HOST=user:password by line, * for any other host\n");
            IO.println("made " + file + ": for barriers that ask for a password");
        }
    }

    /** RFC 7638. */
    private static String thumbprint(String x, String y) throws GeneralSecurityException {
        String members = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}".formatted(x, y);
        return base64(MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.US_ASCII)));
    }

    /** A coordinate has its full length, whatever its value. */
    private static String text(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] full = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, full, COORDINATE_BYTES - length, length);
        Arrays.fill(bytes, (byte) 0);
        return base64(full);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
