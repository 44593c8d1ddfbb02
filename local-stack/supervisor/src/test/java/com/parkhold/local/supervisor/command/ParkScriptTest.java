package com.parkhold.local.supervisor.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script itself, in a small repository with a Maven and JDKs that only say what they were asked to do. */
class ParkScriptTest {
    private static final Instant SOURCES = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path repository;

    private Path newJdk;

    @BeforeEach
    void makeRepository() throws Exception {
        repository = repository.toRealPath();
        Files.copy(Path.of("../../park"), repository.resolve("park"));
        script(repository.resolve("mvn"), "echo \"mvn $*\" >>\"" + repository.resolve("built") + "\"");
        for (String module : List.of("common-lib", "payment-service", "local-stack/supervisor")) {
            source(module, SOURCES);
        }
        Files.createDirectories(repository.resolve(".mvn"));
        Files.writeString(repository.resolve("pom.xml"), "");
        Files.writeString(repository.resolve("local-stack/pom.xml"), "");
        Files.createDirectories(repository.resolve("local-stack/supervisor/target/lib"));
        newJdk = jdk("jdk-25", "25.0.1");
    }

    @Test
    void passesOverAnOldJdk() throws Exception {
        Path old = jdk("jdk-17", "17.0.2");

        Run status = park(Map.of("PARK_JAVA_HOME", old.toString(), "JAVA_HOME", newJdk.toString()), "status");

        assertThat(status.output()).startsWith("jdk-25 ").contains("command.Park status");
    }

    @Test
    void buildsEverythingOnceAndThenOnlyWhatChanged() throws Exception {
        park(Map.of(), "up");
        park(Map.of(), "up");
        assertThat(builds()).hasSize(1).first().asString().doesNotContain("-pl");

        source("payment-service", Instant.now().plus(Duration.ofHours(1)));
        park(Map.of(), "up");
        assertThat(builds()).hasSize(2).last().asString().contains("-pl payment-service -am");

        source("common-lib", Instant.now().plus(Duration.ofHours(1)));
        park(Map.of(), "up");
        assertThat(builds()).hasSize(3).last().asString().doesNotContain("-pl");
    }

    @Test
    void saysInOneLineWhichModuleDoesNotBuild() throws Exception {
        script(repository.resolve("mvn"), "echo '[ERROR] goal compile on project payment-service: no'; exit 1");

        Run up = park(Map.of(), "up");

        assertThat(up.code()).isEqualTo(1);
        assertThat(up.output())
                .contains("park: the build failed in payment-service: see ")
                .endsWith("build.log\n");
    }

    @Test
    void endsATestRunWithTheSumOfAllReports() throws Exception {
        script(repository.resolve("mvn"), """
                for kind in surefire failsafe; do
                  mkdir -p a/target/$kind-reports
                  printf '<?xml version="1.0"?>\\n<testsuite name="x" time="1"\\n tests="5" errors="0" skipped="1" failures="0">' \\
                    >a/target/$kind-reports/TEST-x.xml
                done""");

        Run test = park(Map.of(), "test");

        assertThat(test.output().lines().toList().getLast()).isEqualTo("8 passed, 0 failed, 2 skipped");
        assertThat(test.code()).isZero();
    }

    @Test
    void failsATestRunWithAFailedTestOrWithoutAny() throws Exception {
        Run nothing = park(Map.of(), "test");
        assertThat(nothing.output()).endsWith("0 passed, 0 failed, 0 skipped\n");
        assertThat(nothing.code()).isNotZero();

        script(repository.resolve("mvn"), """
                mkdir -p a/target/surefire-reports
                echo '<testsuite tests="2" errors="1" skipped="0" failures="0">' >a/target/surefire-reports/TEST-x.xml""");
        Run failed = park(Map.of(), "test");
        assertThat(failed.output()).endsWith("1 passed, 1 failed, 0 skipped\n");
        assertThat(failed.code()).isNotZero();
    }

    @Test
    void testsTheSystemAfterItsModulesAlsoWhereOneOfThemFails() throws Exception {
        script(repository.resolve("mvn"), """
                echo "mvn $*" >>%s/built
                mkdir -p a/target/surefire-reports
                echo '<testsuite tests="2" errors="0" skipped="0" failures="0">' >a/target/surefire-reports/TEST-x.xml
                case "$*" in *'!system-tests') exit 1 ;; esac""".formatted(repository));

        Run test = park(Map.of(), "test");

        assertThat(builds()).hasSize(3).last().asString().isEqualTo("mvn verify -pl system-tests");
        assertThat(test.output()).contains("the build did not pass").endsWith("2 passed, 0 failed, 0 skipped\n");
        assertThat(test.code()).isNotZero();
    }

    private record Run(int code, String output) {}

    private Run park(Map<String, String> environment, String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", repository.resolve("park").toString(), command)
                .directory(repository.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PARK_"));
        builder.environment().put("JAVA_HOME", newJdk.toString());
        builder.environment().put("PARK_MAVEN", repository.resolve("mvn").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(repository.resolve("built"));
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = repository.resolve(name);
        script(home.resolve("bin/javac"), "");
        script(
                home.resolve("bin/java"),
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version + "\"' >&2; else echo " + name
                        + " \"$@\"; fi");
        return home;
    }

    private void source(String module, Instant time) throws IOException {
        Path file = repository.resolve(module).resolve("src/A.java");
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, "");
        Files.writeString(repository.resolve(module).resolve("pom.xml"), "");
        for (Path path : List.of(
                file, file.resolveSibling(""), repository.resolve(module).resolve("pom.xml"))) {
            Files.setLastModifiedTime(path, FileTime.from(time));
        }
    }

    private static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }
}
