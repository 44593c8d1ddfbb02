package com.parkhold.local.supervisor.image;

import com.parkhold.local.supervisor.part.NotBuilt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that a module of this repository builds.
 *
 * @param name of the part that runs it
 * @param jar what the build makes
 * @param mainClass of a plain program, whose libraries lie in {@code lib} beside the jar; empty for an executable Spring
 *     Boot jar, which brings its own
 */
public record Application(String name, Path jar, String mainClass) {
    /** The executable jar of a Spring Boot module. */
    public static Application boot(String name, Path module, String artifact) {
        return new Application(name, module.resolve("target/" + artifact + "-1.0.0-SNAPSHOT-exec.jar"), "");
    }

    /** A module's ordinary jar with everything under {@code target/lib}. */
    public static Application plain(String name, Path module, String artifact, String mainClass) {
        return new Application(name, module.resolve("target/" + artifact + "-1.0.0-SNAPSHOT.jar"), mainClass);
    }

    boolean isBoot() {
        return mainClass.isEmpty();
    }

    /** The jar and, for a plain program, its libraries, in a fixed order. */
    List<Path> jars() throws IOException, NotBuilt {
        if (!Files.exists(jar)) {
            throw new NotBuilt(jar + " is missing");
        }
        if (isBoot()) {
            return List.of(jar);
        }
        try (var zip = new java.util.zip.ZipFile(jar.toFile())) {
            if (zip.getEntry(mainClass.replace('.', '/') + ".class") == null) {
                throw new NotBuilt(mainClass + " is not in " + jar.getFileName());
            }
        }
        try (Stream<Path> libraries = Files.list(jar.resolveSibling("lib"))) {
            return Stream.concat(Stream.of(jar), libraries.sorted()).toList();
        }
    }
}
