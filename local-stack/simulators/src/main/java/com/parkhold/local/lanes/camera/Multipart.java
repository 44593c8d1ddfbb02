package com.parkhold.local.lanes.camera;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Writes a {@code multipart/form-data} body part by part. */
final class Multipart {
    private final String boundary;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Multipart(String boundary) {
        this.boundary = boundary;
    }

    Multipart field(String name, String value) {
        return part("form-data; name=\"%s\"".formatted(name), "application/json", utf8(value));
    }

    Multipart file(String name, String fileName, String type, byte[] content) {
        return part("form-data; name=\"%s\"; filename=\"%s\"".formatted(name, fileName), type, content);
    }

    CameraPush push(Map<String, String> headers) {
        bytes.writeBytes(utf8("--" + boundary + "--\r\n"));
        return new CameraPush(Duration.ZERO, "multipart/form-data; boundary=" + boundary, headers, bytes.toByteArray());
    }

    private Multipart part(String disposition, String type, byte[] content) {
        bytes.writeBytes(utf8("--%s\r\nContent-Disposition: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(boundary, disposition, type, content.length)));
        bytes.writeBytes(content);
        bytes.writeBytes(utf8("\r\n"));
        return this;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
