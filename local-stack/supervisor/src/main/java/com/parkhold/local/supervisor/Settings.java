package com.parkhold.local.supervisor;

import com.parkhold.local.supervisor.stack.Ports;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./park} hands over.
 *
 * @param repository the root of the work tree, from {@code PARK_REPOSITORY}
 * @param directory from {@code PARK_DIR} and {@code PARK_RUNTIME}
 * @param ports from {@code PARK_PORT_BASE}
 * @param java the launcher that everything runs on: the one that runs this
 */
public record Settings(Path repository, ParkDirectory directory, Ports ports, Path java) {
    private static final int DEFAULT_BASE = 8080;

    public static Settings from(Map<String, String> environment) {
        Path repository = Path.of(environment.getOrDefault("PARK_REPOSITORY", "."))
                .toAbsolutePath()
                .normalize();
        Path root = path(environment.get("PARK_DIR"), repository.resolve(".park"));
        Path runtime = path(environment.get("PARK_RUNTIME"), root.resolve("runtime"));
        return new Settings(
                repository,
                new ParkDirectory(root, runtime),
                new Ports(base(environment.get("PARK_PORT_BASE"))),
                Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    /** The same settings as environment, for the daemon. */
    public Map<String, String> toEnvironment() {
        return Map.of(
                "PARK_REPOSITORY", repository.toString(),
                "PARK_DIR", directory.root().toString(),
                "PARK_RUNTIME", directory.runtime().toString(),
                "PARK_PORT_BASE", Integer.toString(ports.base()));
    }

    private static Path path(@Nullable String value, Path otherwise) {
        return value == null || value.isBlank()
                ? otherwise
                : Path.of(value).toAbsolutePath().normalize();
    }

    private static int base(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return DEFAULT_BASE;
        }
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new Refusal("PARK_PORT_BASE is not a number: " + value);
        }
    }
}
