package com.parkhold.local.supervisor;

import java.nio.file.Path;

/**
 * The layout of {@code .park}.
 *
 * @param root the directory itself, from {@code PARK_DIR}
 * @param runtime binaries and unpacked applications, keyed by content; several stacks may share it through
 *     {@code PARK_RUNTIME}
 */
public record ParkDirectory(Path root, Path runtime) {
    /** Everything that survives {@code down} and {@code up}, and that {@code reset} empties. */
    public Path data() {
        return root.resolve("data");
    }

    /** One part's own data. */
    public Path data(String part) {
        return data().resolve(part);
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /** Process records and the control's address: worthless once nothing runs. */
    public Path run() {
        return root.resolve("run");
    }

    public Path processRecord(String part) {
        return run().resolve(part + ".json");
    }

    public Path control() {
        return run().resolve("control.json");
    }

    public Path secrets() {
        return data().resolve("secrets");
    }

    public Path stackDescription() {
        return root.resolve("stack.json");
    }
}
