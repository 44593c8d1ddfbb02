package com.parkhold.system.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs that a deployment runs, run. */
class ScriptsTest {

    @TempDir
    Path directory;

    @Test
    void makesSecretsThatFit() throws Exception {
        Files.copy(Repository.file(".env.example"), directory.resolve(".env.example"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String program = Repository.file("deploy/MakeSecrets.java").toString();

        assertThat(run(Map.of(), java.toString(), program, directory.toString()))
                .isZero();

        String environment = Files.readString(directory.resolve(".env"));
        assertThat(environment).containsPattern("(?m)^GATE_CLIENT_SECRET=[0-9a-f]{48}$");
        assertThat(environment).doesNotContainPattern("(?m)^[A-Z_]+_(PASSWORD|SECRET)=$");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(".env"))))
                .isEqualTo("rw-------");
        Path secrets = directory.resolve("deploy/secrets");
        assertThat(secrets.resolve("devices.properties")).content().startsWith("# HOST=user:password");
        ECKey signing = ECKey.parse(Files.readString(secrets.resolve("qr-signing.jwk.json")));
        JWKSet verifying = JWKSet.parse(Files.readString(secrets.resolve("qr-verify.jwks.json")));
        assertThat(verifying.toString(false)).doesNotContain("\"d\"");
        assertThat(signing.getKeyID()).isEqualTo(signing.computeThumbprint().toString());
        JWSObject token = new JWSObject(new JWSHeader(JWSAlgorithm.ES256), new Payload("r1"));
        token.sign(new ECDSASigner(signing));
        assertThat(token.verify(new ECDSAVerifier(verifying.getKeys().getFirst().toECKey())))
                .isTrue();

        assertThat(run(Map.of(), java.toString(), program, directory.toString()))
                .isZero();
        assertThat(Files.readString(directory.resolve(".env"))).isEqualTo(environment);
    }

    @ParameterizedTest
    @CsvSource({"200,0", "503,1", "404,1"})
    void takesAServiceForHealthyOnlyWhenItSaysSo(int status, int exit) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/actuator/health/readiness", exchange -> {
            byte[] body = "{}".getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String port = Integer.toString(server.getAddress().getPort());
        try {
            assertThat(healthy(Map.of("SERVER_PORT", port))).isEqualTo(exit);
            assertThat(healthy(Map.of("SERVER_PORT", "1", "MANAGEMENT_SERVER_PORT", port)))
                    .isEqualTo(exit);
        } finally {
            server.stop(0);
        }
        assertThat(healthy(Map.of("SERVER_PORT", port))).isNotZero();
    }

    @Test
    void saysHowToUseTheStartUpCacheThatItMade() throws Exception {
        Path java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$@\" >\"${0%/bin/java}/arguments\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        Path jar = Files.writeString(directory.resolve("application.jar"), "");
        Map<String, String> environment =
                Map.of("JAVA_HOME", directory.resolve("jdk").toString());
        String script = Repository.file("deploy/container/start-up-cache").toString();

        assertThat(run(environment, "sh", script, jar.toString())).isZero();

        String cache = directory.toRealPath().resolve("application.aot").toString();
        assertThat(Files.readString(directory.resolve("jdk/arguments")))
                .contains("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh", "-jar " + jar);
        assertThat(Files.readAllLines(directory.resolve("jvm.options")))
                .containsExactly(
                        "-XX:+UseG1GC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:AOTCache=" + cache);
        Files.writeString(java, "#!/bin/sh\nexit 1\n");
        Files.delete(directory.resolve("jvm.options"));
        assertThat(run(environment, "sh", script, jar.toString())).isNotZero();
        assertThat(directory.resolve("jvm.options")).doesNotExist();
    }

    private static int healthy(Map<String, String> environment) throws Exception {
        return run(
                environment, "bash", Repository.file("deploy/container/healthy").toString());
    }

    private static int run(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("does not end: " + String.join(" ", command));
        }
        return process.exitValue();
    }
}
