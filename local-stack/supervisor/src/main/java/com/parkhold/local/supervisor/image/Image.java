package com.parkhold.local.supervisor.image;

import java.nio.file.Path;
import java.util.List;

/**
 * An application unpacked under the runtime directory, where no build changes it.
 *
 * @param directory its own directory, named after the application and its content
 * @param classpath what {@code -cp} gets; for a Spring Boot application its jar, whose manifest names the rest
 * @param mainClass empty for a Spring Boot application
 */
public record Image(Path directory, List<Path> classpath, String mainClass) {
    public Image {
        classpath = List.copyOf(classpath);
    }

    /** What follows the JVM's own options on its command line. */
    public List<String> program() {
        if (mainClass.isEmpty()) {
            return List.of("-jar", classpath.getFirst().toString());
        }
        String paths = String.join(":", classpath.stream().map(Path::toString).toList());
        return List.of("-cp", paths, mainClass);
    }

    Path cache() {
        return directory.resolve("application.aot");
    }

    /** Remembers that training failed, with the log beside it, so that it is not tried at every start. */
    Path cacheFailure() {
        return directory.resolve("training-failed");
    }

    Path trainingLog() {
        return directory.resolve("training.log");
    }
}
