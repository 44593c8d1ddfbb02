package com.parkhold.system;

import com.parkhold.system.client.Parkhold;
import com.parkhold.system.client.Stack;
import com.parkhold.system.contract.HoldingToThePage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code ./park} with a stack of this build's own, away from the one that somebody may be using. */
final class Park {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Path OWN_DIRECTORY = Path.of("target/park").toAbsolutePath();
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int FIRST_BASE = 18_080;
    private static final int PORTS = 100;

    private final boolean borrowed;
    private final Path directory;
    private final int portBase;

    private Park(boolean borrowed, Path directory, int portBase) {
        this.borrowed = borrowed;
        this.directory = directory;
        this.portBase = portBase;
    }

    /** A stack of this build's own, or the running one that {@code -Dpark.directory} and {@code -Dpark.base} name. */
    static Park ofThisBuild() {
        String running = System.getProperty("park.directory");
        return running == null
                ? new Park(false, OWN_DIRECTORY, freeBase())
                : new Park(true, Path.of(running), Integer.getInteger("park.base", 8_080));
    }

    /** Whether somebody else brought it up and takes it down. */
    boolean isBorrowed() {
        return borrowed;
    }

    /** The end of a command. */
    record Ended(int status, String output, Duration took) {
        void expectSuccess() {
            if (status != 0) {
                throw new AssertionError("ended with " + status + ":\n" + output);
            }
        }
    }

    /** Carries out a command and waits for its end. What it starts goes on, so its output goes to a file. */
    Ended run(String... command) {
        try {
            Files.createDirectories(directory);
            Path output = Files.createTempFile(directory, "command-", ".out");
            ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("./park"), Stream.of(command))
                            .toList())
                    .directory(REPOSITORY.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment());
            long begun = System.nanoTime();
            Process process = builder.start();
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("./park " + List.of(command) + " does not end: " + Files.readString(output));
            }
            String said = Files.readString(output);
            Files.delete(output);
            return new Ended(process.exitValue(), said, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** A service's process, as it is now: it is another one after each kill. */
    long pidOf(String service) {
        return Objects.requireNonNull(Stack.in(directory).services().get(service))
                .pid();
    }

    /** Everything that its gateway answers is held against the page that it publishes. */
    Parkhold parkhold() {
        Stack stack = Stack.in(directory);
        return new Parkhold(stack, new HoldingToThePage(new Parkhold(stack)::publishedPage));
    }

    /** Everything is built by the time that these tests run; unpacked programs may be shared with the usual stack. */
    private Map<String, String> environment() {
        String runtime = System.getenv("PARK_RUNTIME");
        return Map.of(
                "PARK_DIR",
                directory.toString(),
                "PARK_PORT_BASE",
                Integer.toString(portBase),
                "PARK_RUNTIME",
                runtime == null ? REPOSITORY.resolve(".park/runtime").toString() : runtime,
                "PARK_SKIP_BUILD",
                "1");
    }

    private static int freeBase() {
        return IntStream.iterate(FIRST_BASE, base -> base < 28_000, base -> base + 2 * PORTS)
                .filter(base -> IntStream.range(base, base + PORTS).allMatch(Park::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
