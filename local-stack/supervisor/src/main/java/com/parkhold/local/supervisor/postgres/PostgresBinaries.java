package com.parkhold.local.supervisor.postgres;

import com.parkhold.local.supervisor.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked from the Maven artifact of this machine's system and processor. */
final class PostgresBinaries {
    private static final int EXECUTABLE_BIT = 0100;

    private PostgresBinaries() {}

    /** The directory with {@code bin}, unpacked where it was not yet. */
    static Path unpack(Path runtime) throws IOException {
        Path home = runtime.resolve("postgres-18");
        if (Files.exists(home)) {
            return home;
        }
        Files.createDirectories(runtime);
        Path unpacking = Files.createTempDirectory(runtime, ".postgres-");
        try (InputStream archive = open();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, unpacking);
            }
        }
        Files.move(unpacking, home);
        return home;
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path home) throws IOException {
        Path target = home.resolve(entry.getName()).normalize();
        if (!target.startsWith(home)) {
            throw new IOException("an entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, home.resolve(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            if ((entry.getMode() & EXECUTABLE_BIT) != 0 && !target.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + target + " executable");
            }
        }
    }

    private static InputStream open() {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String system = mac ? "darwin" : "linux";
        for (String processor : arm ? List.of("arm_64", "aarch_64") : List.of("x86_64")) {
            InputStream found =
                    PostgresBinaries.class.getResourceAsStream("/postgres-" + system + "-" + processor + ".txz");
            if (found != null) {
                return new BufferedInputStream(found);
            }
        }
        throw new Refusal("there is no embedded PostgreSQL for " + system + " on " + System.getProperty("os.arch"));
    }
}
