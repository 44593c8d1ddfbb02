package com.parkhold.benchmarks.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Programs of this build, each in a process of its own, with the JVM's default compilers. */
final class Programs {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private Programs() {}

    static Process start(Path log, Map<String, String> environment, List<String> arguments) throws IOException {
        return start(log, environment, JAVA.toString(), arguments);
    }

    private static Process start(Path log, Map<String, String> environment, String program, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    /** The service's jar, unpacked as it is for production, with its start-up cache and {@code jvm.options} beside it. */
    static Path unpackedGate(Path directory) throws IOException, InterruptedException {
        Path jar = Path.of("gate-control-service/target/gate-control-service-1.0.0-SNAPSHOT-exec.jar");
        if (!Files.exists(jar)) {
            throw new IOException(jar.toAbsolutePath() + " is missing: ./park builds it");
        }
        Process extract = start(
                directory.resolve("extract.log"),
                Map.of(),
                List.of("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", directory + "/gate"));
        if (extract.waitFor() != 0) {
            throw new IOException("The gate's jar could not be unpacked: see " + directory.resolve("extract.log"));
        }
        Path unpacked = directory.resolve("gate").resolve(jar.getFileName());
        Process training = start(
                directory.resolve("training.log"),
                Map.of(),
                "sh",
                List.of("deploy/container/start-up-cache", unpacked.toString()));
        if (training.waitFor() != 0) {
            throw new IOException("The gate's start-up cache failed: see " + directory.resolve("training.log"));
        }
        return unpacked;
    }

    static void await(Duration patience, String what, BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                throw new IllegalStateException("Waited in vain for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
