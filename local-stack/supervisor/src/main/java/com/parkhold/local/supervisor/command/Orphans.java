package com.parkhold.local.supervisor.command;

import com.parkhold.local.supervisor.ParkDirectory;
import com.parkhold.local.supervisor.Progress;
import com.parkhold.local.supervisor.process.ProcessRecord;
import com.parkhold.local.supervisor.process.RunningProcess;
import com.parkhold.local.supervisor.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Processes of the stack that outlived their supervisor. */
final class Orphans {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final String POSTGRES = "postgres";

    private final ParkDirectory directory;

    Orphans(ParkDirectory directory) {
        this.directory = directory;
    }

    boolean any() throws IOException {
        for (Path file : records()) {
            if (process(file).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Ends them, the youngest first: what started last leans on what started before. */
    void stop(Progress progress) throws IOException, InterruptedException {
        List<Path> youngestFirst = new ArrayList<>(records());
        youngestFirst.sort(Comparator.comparing(Orphans::start).reversed());
        for (Path file : youngestFirst) {
            String part = part(file);
            Optional<RunningProcess> process = process(file);
            if (process.isPresent()) {
                process.get().stop(part.equals(POSTGRES) ? StopSignal.INTERRUPT : StopSignal.TERMINATE, GRACE);
                progress.say(part + " stopped");
            }
            Files.deleteIfExists(file);
        }
    }

    private List<Path> records() throws IOException {
        if (!Files.isDirectory(directory.run())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory.run())) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.equals(directory.control()))
                    .toList();
        }
    }

    private static Optional<RunningProcess> process(Path file) {
        return ProcessRecord.read(file).flatMap(RunningProcess::adopt);
    }

    private static java.time.Instant start(Path file) {
        return ProcessRecord.read(file).map(ProcessRecord::startedAt).orElse(java.time.Instant.EPOCH);
    }

    private static String part(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".json".length());
    }
}
