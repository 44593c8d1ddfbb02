package com.parkhold.testing;

import org.testcontainers.DockerClientFactory;

/** Whether a Docker engine answers on this machine. Asked once. */
final class DockerEngine {

    private static final boolean ANSWERS = ask();

    private DockerEngine() {}

    static boolean answers() {
        return ANSWERS;
    }

    private static boolean ask() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException | LinkageError none) {
            return false;
        }
    }
}
