package com.parkhold.local.supervisor.image;

import com.parkhold.local.supervisor.Progress;
import com.parkhold.local.supervisor.process.Launch;
import com.parkhold.local.supervisor.process.RunningProcess;
import com.parkhold.local.supervisor.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Trains the JVM's ahead-of-time cache of an image, once: classes are then loaded and linked from it, and a service starts
 * in a fifth of the processor time. A training that fails costs speed, nothing else.
 */
public final class AheadOfTimeCache {
    private static final Duration LONGEST_TRAINING = Duration.ofMinutes(6);
    private static final int AT_ONCE = 2;

    private final Semaphore trainings = new Semaphore(AT_ONCE, true);

    /**
     * The options that use the image's cache, after training it where there is none yet.
     *
     * @param rehearsal a launch with the same JVM options as the real one, which ends by itself; its command carries
     *     {@link #OPTION_PLACE} where the cache's option belongs
     */
    public List<String> options(String name, Image image, Launch rehearsal, Progress progress)
            throws InterruptedException {
        if (!Files.exists(image.cache()) && !Files.exists(image.cacheFailure())) {
            trainings.acquire();
            try {
                train(name, image, rehearsal, progress);
            } catch (IOException e) {
                progress.say(name + ": training its start-up cache failed (" + e.getMessage() + "); starting without");
            } finally {
                trainings.release();
            }
        }
        return Files.exists(image.cache())
                ? List.of("-XX:AOTCache=" + image.cache(), "-Xlog:aot=off", "-Xlog:aot*=off")
                : List.of();
    }

    /** Stands in a rehearsal's command for the option that names the cache. */
    public static final String OPTION_PLACE = "{cache}";

    private static void train(String name, Image image, Launch rehearsal, Progress progress)
            throws IOException, InterruptedException {
        if (Files.exists(image.cache())) {
            return;
        }
        progress.say(name + ": training its start-up cache (once for each build of it)");
        Path fresh =
                image.directory().resolve("fresh-" + ProcessHandle.current().pid() + ".aot");
        List<String> command = new ArrayList<>(rehearsal.command());
        command.replaceAll(word -> word.equals(OPTION_PLACE) ? "-XX:AOTCacheOutput=" + fresh : word);
        RunningProcess training = RunningProcess.start(
                new Launch(command, rehearsal.environment(), rehearsal.directory()), image.trainingLog());
        try {
            if (!training.waitFor(LONGEST_TRAINING)) {
                training.killTree();
                progress.say(name + ": training took longer than " + LONGEST_TRAINING.toMinutes()
                        + " minutes; starting without, and trying again at the next start");
                return;
            }
            keep(fresh, name, image, training, progress);
        } finally {
            training.stop(StopSignal.TERMINATE, Duration.ofSeconds(1));
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + ".config"));
        }
    }

    private static void keep(Path fresh, String name, Image image, RunningProcess training, Progress progress)
            throws IOException {
        if (Files.exists(fresh)) {
            Files.move(fresh, image.cache());
        } else {
            Files.writeString(image.cacheFailure(), training.ending() + "\n");
            progress.say(name + ": training " + training.ending() + " without a cache, see " + image.trainingLog()
                    + "; starting without");
        }
    }
}
