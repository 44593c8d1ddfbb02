package com.parkhold.local.supervisor.image;

import com.parkhold.local.supervisor.part.NotBuilt;
import com.parkhold.local.supervisor.process.Launch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Unpacks applications under the runtime directory, once for each content, and forgets old ones. */
public final class Images {
    /** This many contents of one application stay: the current one and those that another stack may still run. */
    private static final int KEPT = 3;

    private final Path directory;
    private final Path java;
    private final Clock clock;

    public Images(Path runtime, Path java, Clock clock) {
        this.directory = runtime.resolve("apps");
        this.java = java;
        this.clock = clock;
    }

    /** The image of what is built now; quick where it is there already. */
    public Image of(Application application) throws IOException, InterruptedException, NotBuilt {
        List<Path> jars = application.jars();
        Path home = directory.resolve(application.name() + "-" + ContentKey.of(jars));
        if (!Files.exists(home)) {
            Files.createDirectories(directory);
            install(application, jars, home);
        }
        Files.setLastModifiedTime(home, FileTime.from(clock.instant()));
        List<Path> classpath = new ArrayList<>();
        classpath.add(home.resolve(application.jar().getFileName()));
        if (!application.isBoot()) {
            jars.stream()
                    .skip(1)
                    .forEach(jar -> classpath.add(home.resolve("lib").resolve(jar.getFileName())));
        }
        return new Image(home, classpath, application.mainClass());
    }

    /** Complete or absent: unpacked beside its place and moved there; two stacks may share the directory. */
    private void install(Application application, List<Path> jars, Path home) throws IOException, InterruptedException {
        Path lock = directory.resolve(application.name() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (Files.exists(home) || !held.isValid()) {
                return;
            }
            Path unpacked = Files.createTempDirectory(directory, ".unpacking-");
            if (application.isBoot()) {
                extract(application.jar(), unpacked);
            } else {
                copy(jars, unpacked);
            }
            try {
                Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(unpacked, home);
            }
            forgetOld(application.name());
        }
    }

    private void extract(Path jar, Path target) throws IOException, InterruptedException {
        List<String> command = List.of(
                java.toString(),
                "-XX:+UseSerialGC",
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                target.toString());
        Process process = new Launch(command, Map.of(), directory)
                .toBuilder()
                        .redirectErrorStream(true)
                        .redirectOutput(target.resolve("extract.log").toFile())
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException("unpacking " + jar + " failed, see " + target.resolve("extract.log"));
        }
    }

    private static void copy(List<Path> jars, Path target) throws IOException {
        Path libraries = Files.createDirectories(target.resolve("lib"));
        Files.copy(jars.getFirst(), target.resolve(jars.getFirst().getFileName()));
        for (Path jar : jars.subList(1, jars.size())) {
            Files.copy(jar, libraries.resolve(jar.getFileName()));
        }
    }

    private void forgetOld(String name) throws IOException {
        List<Path> contents;
        try (Stream<Path> all = Files.list(directory)) {
            contents = all.filter(path -> path.getFileName().toString().matches(name + "-[0-9a-f]{16}"))
                    .sorted(Comparator.comparing(Images::lastUse).reversed())
                    .toList();
        }
        for (Path old : contents.stream().skip(KEPT).toList()) {
            deleteTree(old);
        }
    }

    private static FileTime lastUse(Path image) {
        try {
            return Files.getLastModifiedTime(image);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static void deleteTree(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
