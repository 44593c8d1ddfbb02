package com.parkhold.local.lanes.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VendorFormatTest {
    private static final Sighting SIGHTING = new Sighting(
            UUID.fromString("3f0c9d6e-1b7a-4f6e-9a35-0d7e5a4c2b11"),
            "cam-1",
            "ABC1234",
            0.974,
            OffsetDateTime.parse("2026-04-14T09:00:01.234567Z"),
            "forward",
            7);

    @ParameterizedTest
    @ValueSource(strings = {"hikvision", "platerecognizer", "rekor", "axis", "milesight", "json"})
    void writesWhatTheVendorWrites(String vendor) throws Exception {
        var written = new StringBuilder();
        for (CameraPush push : VendorFormat.named(vendor).pushes(SIGHTING)) {
            written.append(readable(push));
        }

        assertThat(written.toString()).isEqualToNormalizingNewlines(golden(vendor));
    }

    @Test
    void hikvisionSendsRealPictures() {
        CameraPush push = new Hikvision().pushes(SIGHTING).getFirst();
        String raw = new String(push.body(), StandardCharsets.ISO_8859_1);
        String picture = new String(Picture.jpeg(), StandardCharsets.ISO_8859_1);

        assertThat(picture).startsWith("\u00FF\u00D8\u00FF");
        assertThat(raw.split(java.util.regex.Pattern.quote(picture), -1)).hasSize(3);
        assertThat(raw).endsWith("\r\n--boundary--\r\n");
    }

    @Test
    void hikvisionEscapesAPlateThatIsMarkup() {
        var odd =
                new Sighting(SIGHTING.eventId(), "cam-1", "A<&>B", 0.5, SIGHTING.at(), "reverse", SIGHTING.sequence());

        assertThat(new String(new Hikvision().pushes(odd).getFirst().body(), StandardCharsets.ISO_8859_1))
                .contains("<licensePlate>A&lt;&amp;&gt;B</licensePlate>");
    }

    @Test
    void refusesAVendorThatItDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(() -> VendorFormat.named("acme"));
    }

    @Test
    void misreadsACharacterThatLooksLikeAnother() {
        CameraFaults faults = CameraFaults.none().withMisread(null);

        assertThat(List.of(
                        faults.seen("ABC1234"),
                        faults.seen("XYW"),
                        CameraFaults.none().seen("B8")))
                .containsExactly("A8C1234", "XYW", "B8");
        assertThat(CameraFaults.none().withMisread("TAXI").seen("ABC1234")).isEqualTo("TAXI");
    }

    /** The push as text, with pictures named instead of shown. */
    private static String readable(CameraPush push) {
        String picture = new String(Picture.jpeg(), StandardCharsets.ISO_8859_1);
        String base64 = java.util.Base64.getEncoder().encodeToString(Picture.jpeg());
        String body = new String(push.body(), StandardCharsets.ISO_8859_1)
                .replace(picture, "(picture)")
                .replace(base64, "(picture)");
        return "after %s%nContent-Type: %s%n%s%n%s%n".formatted(push.after(), push.contentType(), push.headers(), body);
    }

    private static String golden(String vendor) throws Exception {
        try (InputStream file = VendorFormatTest.class.getResourceAsStream(vendor + ".approved.txt")) {
            assertThat(file).as("approved file of " + vendor).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
