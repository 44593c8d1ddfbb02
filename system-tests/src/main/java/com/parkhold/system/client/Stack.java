package com.parkhold.system.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where everything is, as {@code stack.json} says.
 *
 * @param postgres JDBC address of each service's database, complete with role and password
 */
public record Stack(
        URI gateway,
        URI issuer,
        URI stripe,
        URI mailbox,
        URI laneControl,
        List<Lane> lanes,
        Map<String, Service> services,
        Map<String, String> postgres) {

    /** A demo lane. */
    public record Lane(
            String lotId,
            String gateId,
            String direction,
            String cameraId,
            URI cameraUrl,
            String modbusHost,
            int modbusPort) {}

    /** A running service. */
    public record Service(URI url, long pid, Path log) {}

    /** Reads the description of the stack that lives in a directory. */
    public static Stack in(Path parkDirectory) {
        Path file = parkDirectory.resolve("stack.json");
        try {
            return Json.read(Files.readString(file), Stack.class);
        } catch (IOException absent) {
            throw new UncheckedIOException("there is no stack: ./park up starts one (" + file + ")", absent);
        }
    }

    /** The stack that {@code ./park} works on: {@code PARK_DIR}, or {@code .park} here. */
    public static Stack ofThisCall() {
        String directory = System.getenv("PARK_DIR");
        return in(Path.of(directory == null ? ".park" : directory));
    }
}
