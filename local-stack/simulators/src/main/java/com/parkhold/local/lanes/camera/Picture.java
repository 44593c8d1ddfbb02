package com.parkhold.local.lanes.camera;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The picture that every simulated camera takes: a real JPEG of a plate. */
final class Picture {
    private Picture() {}

    static byte[] jpeg() {
        try (InputStream picture = Picture.class.getResourceAsStream("plate.jpg")) {
            if (picture == null) {
                throw new IllegalStateException("plate.jpg is not on the class path");
            }
            return picture.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
