package com.parkhold.gate.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.parkhold.gate.plate.Plate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A camera with a new oddity is one file in {@code src/test/resources/camera} and one line here. */
class VendorSamplesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            hikvision-sample                  | ABC1234  | 0.97  | AWAY        | 2024-01-19T03:17:19Z        | true
            hikvision-ns1-prefix              | ABC1234  | 0.97  | APPROACHING | 2024-01-19T03:17:19Z        | true
            hikvision-std-cgi-namespace       | ABC1234  | 0.97  | APPROACHING | 2024-01-19T03:17:19Z        | true
            hikvision-no-namespace            | ABC1234  | 0.97  | APPROACHING | 2024-01-19T03:17:19Z        | true
            hikvision-empty-pictures          | ABC1234  | 0.97  | APPROACHING | 2024-01-19T03:17:19Z        | true
            hikvision-faces                   | ABC1234  | 0.97  | APPROACHING | 2024-01-19T03:17:19Z        | true
            hikvision-misspelled              | ABC1234  | 0.975 | APPROACHING | 2024-01-19T03:17:19Z        | true
            hikvision-without-offset          | ABC1234  | 0.97  | APPROACHING | 2024-01-19T11:17:19Z        | true
            hikvision-not-latin               | 粤B12345 | 0.97  | APPROACHING | 2024-01-19T03:17:19Z        | true
            hikvision-unknown-plate           | none     | 0.97  | APPROACHING | 2024-01-19T03:17:19Z        | true
            hikvision-empty-plate             | none     | 0.97  | APPROACHING | 2024-01-19T03:17:19Z        | true
            hikvision-old-event               | ABC1234  | 0.97  | APPROACHING | 2024-01-19T03:17:19Z        | false
            hikvision-sent-again              | ABC1234  | 0.97  | APPROACHING | 2024-01-19T03:17:19Z        | false
            platerecognizer-sample            | 9JUB11   | 0.839 | UNKNOWN     | 2021-09-29T05:56:13.606935Z | true
            platerecognizer-without-direction | 9JUB11   | 0.839 | UNKNOWN     | 2021-09-29T05:56:13.606935Z | true
            platerecognizer-multipart         | 9JUB11   | 0.839 | UNKNOWN     | 2021-09-29T05:56:13.606935Z | true
            rekor-results                     | ABC1234  | 0.915 | UNKNOWN     | 2020-09-13T12:26:40Z        | true
            rekor-group                       | ABC1234  | 0.932 | UNKNOWN     | 2020-09-13T12:26:44Z        | false
            rekor-group-best-plate            | ABC1234  | 0.932 | UNKNOWN     | 2020-09-13T12:26:44Z        | false
            axis-new                          | ABC1234  | 0.719 | UNKNOWN     | 2020-09-13T12:26:40Z        | true
            axis-update-with-another-plate    | ABC1X34  | 0.719 | APPROACHING | 2020-09-13T12:26:40Z        | true
            axis-lost                         | ABC1X34  | 0.719 | AWAY        | 2020-09-13T12:26:40Z        | false
            axis-multipart                    | ABC1234  | 0.719 | UNKNOWN     | 2020-09-13T12:26:40Z        | true
            milesight-sample                  | ABC1234  | 0.98  | APPROACHING | 2026-04-14T09:00:00Z        | true
            milesight-no-plates               | none     | 0.98  | APPROACHING | 2026-04-14T09:00:00Z        | true
            milesight-time-only               | ABC1234  | 0.98  | AWAY        | 2026-04-14T09:00:00Z        | true
            json-plate-only                   | ABC1234  | 1     | UNKNOWN     | none                        | true
            """)
    void reads(
            String sample,
            @Nullable String plate,
            double confidence,
            Heading heading,
            @Nullable Instant takenAt,
            boolean opens) {
        Reading.Understood reading = Samples.read(sample);

        assertThat(reading.reads()).hasSize(1);
        PlateRead read = reading.reads().getFirst();
        assertThat(read.plate()).isEqualTo(plate == null ? null : new Plate(plate));
        assertThat(read.confidence()).isCloseTo(confidence, offset(1e-9));
        assertThat(read.heading()).isEqualTo(heading);
        assertThat(read.takenAt()).isEqualTo(takenAt);
        assertThat(read.opens()).isEqualTo(opens);
        assertThat(reading.raw()).doesNotContain("a face", "not really a picture");
    }

    @Test
    void givesAllThatAxisSaysOfACarItsName() {
        assertThat(Samples.read("axis-new").reads().getFirst().carKey())
                .isEqualTo(Samples.read("axis-update-with-another-plate")
                        .reads()
                        .getFirst()
                        .carKey());
    }
}
