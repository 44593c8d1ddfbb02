package com.parkhold.local.supervisor.stack;

import com.parkhold.local.supervisor.Progress;
import com.parkhold.local.supervisor.Settings;
import com.parkhold.local.supervisor.image.AheadOfTimeCache;
import com.parkhold.local.supervisor.image.Application;
import com.parkhold.local.supervisor.image.Image;
import com.parkhold.local.supervisor.image.Images;
import com.parkhold.local.supervisor.part.NotBuilt;
import com.parkhold.local.supervisor.part.Part.Preparation;
import com.parkhold.local.supervisor.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How the stack's Java programs are launched: from an image, with a small heap, with a start-up cache where there is one. */
final class JavaParts {
    /** The cache of one run fits another only with the same collector and object headers. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            // Sixteen programs share two cores here: the optimising compiler alone would be half of their start.
            "-XX:TieredStopAtLevel=1",
            // Without that compiler the JVM keeps 48 MB for code; full of it, a busy service stood still to clean up.
            "-XX:ReservedCodeCacheSize=128m",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.net.preferIPv4Stack=true",
            "-Duser.timezone=UTC",
            "-Dfile.encoding=UTF-8");

    private final Settings settings;
    private final Images images;
    private final AheadOfTimeCache cache = new AheadOfTimeCache();

    JavaParts(Settings settings, Images images) {
        this.settings = settings;
        this.images = images;
    }

    /** A Spring Boot application; it rehearses by refreshing its context and ending. */
    Preparation boot(Application application, int megabytes, Map<String, String> environment) {
        return progress -> launch(
                application, megabytes, environment, List.of("-Dspring.context.exit=onRefresh"), List.of(), progress);
    }

    /** A plain program that can rehearse when told so by this argument. */
    Preparation rehearsing(Application application, int megabytes, Map<String, String> environment, String argument) {
        return progress -> launch(application, megabytes, environment, List.of(), List.of(argument), progress);
    }

    /** A plain program, started without a cache. */
    Preparation plain(Application application, int megabytes, Map<String, String> environment) {
        return progress -> {
            Image image = images.of(application);
            return new Launch(command(megabytes, List.of(), image, List.of()), environment, home(application.name()));
        };
    }

    private Launch launch(
            Application application,
            int megabytes,
            Map<String, String> environment,
            List<String> rehearsalOptions,
            List<String> rehearsalArguments,
            Progress progress)
            throws IOException, InterruptedException, NotBuilt {
        Image image = images.of(application);
        Path home = home(application.name());
        List<String> withCache = Stream.concat(Stream.of(AheadOfTimeCache.OPTION_PLACE), rehearsalOptions.stream())
                .toList();
        Launch rehearsal = new Launch(command(megabytes, withCache, image, rehearsalArguments), environment, home);
        List<String> options = cache.options(application.name(), image, rehearsal, progress);
        return new Launch(command(megabytes, options, image, List.of()), environment, home);
    }

    private List<String> command(int megabytes, List<String> options, Image image, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(settings.java().toString());
        command.addAll(OPTIONS);
        command.add("-Xmx" + megabytes + "m");
        command.addAll(options);
        command.addAll(image.program());
        command.addAll(arguments);
        return command;
    }

    private Path home(String part) throws IOException {
        return Files.createDirectories(settings.directory().data(part));
    }
}
