package com.parkhold.gate.camera;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A push as it came: its content type and its bytes, which nobody changes. Compared by identity of the bytes. */
@SuppressWarnings("ArrayRecordComponent")
public record CameraPush(String contentType, byte[] body) {

    /** The text of a part whose name or file name fits, or of the whole body where it has no parts. */
    public Optional<String> text(String... names) {
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            return Optional.of(utf8(body));
        }
        List<MultipartBody.Part> parts = MultipartBody.parse(contentType, body);
        for (String name : names) {
            Optional<MultipartBody.Part> fitting =
                    parts.stream().filter(part -> part.isNamed(name)).findFirst();
            if (fitting.isPresent()) {
                return fitting.map(part -> utf8(part.content()));
            }
        }
        return Optional.empty();
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
