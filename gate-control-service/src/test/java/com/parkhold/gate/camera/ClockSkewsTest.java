package com.parkhold.gate.camera;

import static com.parkhold.gate.Fixtures.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.lane.CameraSetup;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.lane.Lane;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockSkewsTest {

    private static final Lane LANE =
            new Lane("lot-1", "entry-1", Direction.ENTRY, new CameraSetup("cam-1", "json", 0.8), null, null, null, 1);

    private final LocalCopies copies;
    private ClockSkews skews;

    ClockSkewsTest(@TempDir Path disk) {
        copies = new LocalCopies(disk);
        skews = new ClockSkews(copies);
    }

    @AfterEach
    void close() {
        copies.close();
    }

    @Test
    void takesTheMiddleOneAndLeavesOutWhatWasSentLate() {
        assertThat(skews.of(LANE)).isEmpty();

        note(-3, true);
        note(-4, true);
        note(-3_600, false);
        note(60, true);

        assertThat(skews.of(LANE)).hasValue(Duration.ofSeconds(-3));
    }

    @Test
    void knowsAfterARestartWhatIsHeldBack() {
        note(-3, true);
        note(-4, true);
        note(-3, true);
        skews.keep();

        skews = new ClockSkews(copies);

        assertThat(skews.of(LANE)).hasValue(Duration.ofSeconds(-3));
        assertThat(note(-123, true)).as("the first one, two minutes late").isFalse();
        assertThat(note(-2, true)).isTrue();
    }

    @Test
    void startsWithoutWhatItCannotRead() {
        copies.put(LocalCopies.Kind.CAMERA_CLOCK, Map.of("cam-1", "{"));

        skews = new ClockSkews(copies);

        assertThat(skews.of(LANE)).isEmpty();
        assertThat(note(-123, true)).isTrue();
    }

    @Test
    void takesATimeThatNoClockCouldShowForNone() {
        for (Instant odd : List.of(Instant.MAX, Instant.MIN, Instant.parse("9999-12-31T23:59:59Z"))) {
            assertThat(note(odd, true)).isTrue();
            skews.keep();

            assertThat(skews.of(LANE)).isEmpty();
        }
    }

    @Test
    void knowsAClockThatHasLostItsTime() {
        assertThat(note(Instant.EPOCH, true)).isTrue();
        assertThat(note(Instant.EPOCH.minusSeconds(120), true)).as("held back").isFalse();
    }

    private boolean note(long secondsAhead, boolean opens) {
        return note(START.plusSeconds(secondsAhead), opens);
    }

    private boolean note(Instant takenAt, boolean opens) {
        return skews.note("cam-1", new PlateRead("e", null, null, 1, Heading.UNKNOWN, takenAt, opens), START);
    }
}
