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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

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

    private Samples() {}

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
