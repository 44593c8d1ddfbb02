package com.parkhold.gate.camera;

import com.parkhold.gate.camera.axis.AxisReader;
import com.parkhold.gate.camera.hikvision.HikvisionReader;
import com.parkhold.gate.camera.milesight.MilesightReader;
import com.parkhold.gate.camera.plain.PlainJsonReader;
import com.parkhold.gate.camera.platerecognizer.PlateRecognizerReader;
import com.parkhold.gate.camera.rekor.RekorReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** What cameras send, as HARDWARE says that they do: one file each, named by the vendor and what is odd about it. */
public final class Samples {

    private static final String HEADER = "Content-Type: ";
    private static final List<PlateReader> READERS = List.of(
            new HikvisionReader(),
            new PlateRecognizerReader(),
            new RekorReader(),
            new AxisReader(),
            new MilesightReader(),
            new PlainJsonReader());

    private static final List<String> ODD = List.of(
            "null",
            "-1",
            "1e999",
            "NaN",
            "[]",
            "{}",
            "\"\"",
            "true",
            "\u0000",
            "\\u0000",
            "[[[[[[[[",
            "}",
            "]]>",
            "<a>",
            "&lt;",
            "&x;",
            "<!DOCTYPE a>",
            "\r\n\r\n",
            "--boundary",
            "\"\\ud800\"",
            "99999999999999999999",
            "2024-99-99T99:99:99Z");

    private Samples() {}

    /** The text with some of its tokens left out, doubled, swapped and replaced. */
    public static String mutated(String text, Random random) {
        StringBuilder fuzzed = new StringBuilder(text);
        int changes = 1 + random.nextInt(6);
        for (int change = 0; change < changes && fuzzed.length() > 2; change++) {
            int from = random.nextInt(fuzzed.length());
            int to = Math.min(fuzzed.length(), from + 1 + random.nextInt(30));
            switch (random.nextInt(5)) {
                case 0 -> fuzzed.delete(from, to);
                case 1 -> fuzzed.insert(from, fuzzed.substring(from, to));
                case 2 -> fuzzed.insert(from, ODD.get(random.nextInt(ODD.size())));
                case 3 -> fuzzed.replace(from, to, ODD.get(random.nextInt(ODD.size())));
                default -> fuzzed.setLength(to);
            }
        }
        return fuzzed.toString();
    }

    /** The push of a file, with the line ends of a network. */
    public static CameraPush push(String name) {
        String[] headAndBody = text(name).split("\n\n", 2);
        String body = headAndBody[1].replace("\n", "\r\n");
        return new CameraPush(headAndBody[0].substring(HEADER.length()).strip(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** Whose it is, as in the address that it is pushed to. */
    public static String vendor(String name) {
        return name.substring(0, name.indexOf('-'));
    }

    /** All files. */
    public static List<String> names() {
        try (Stream<Path> files = Files.list(Path.of(
                Objects.requireNonNull(Samples.class.getResource("/camera")).toURI()))) {
            return files.map(file -> file.getFileName().toString())
                    .map(file -> file.replace(".http", ""))
                    .sorted()
                    .toList();
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    static Reading.Understood read(String name) {
        PlateReader reader = READERS.stream()
                .filter(candidate -> candidate.vendor().equals(vendor(name)))
                .findFirst()
                .orElseThrow();
        return (Reading.Understood) reader.read(push(name));
    }

    private static String text(String name) {
        try (InputStream file = Samples.class.getResourceAsStream("/camera/" + name + ".http")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
