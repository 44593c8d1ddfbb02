package com.parkhold.local.supervisor.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Resident memory, where the system tells it under {@code /proc}. */
public final class Memory {
    private static final long BYTES_PER_KIBIBYTE = 1024;

    private Memory() {}

    /** Bytes of a process and its descendants; memory that they share is counted once, with the parent. */
    public static OptionalLong ofTree(long pid) {
        OptionalLong own = field(pid, "VmRSS:");
        if (own.isEmpty()) {
            return own;
        }
        long children = ProcessHandle.of(pid).stream()
                .flatMap(handle -> handle.descendants().toList().stream())
                .mapToLong(child -> field(child.pid(), "RssAnon:").orElse(0))
                .sum();
        return OptionalLong.of(own.getAsLong() + children);
    }

    private static OptionalLong field(long pid, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KIBIBYTE)
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }
}
