package com.parkhold.gate.camera;

import static com.parkhold.gate.Fixtures.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.camera.hikvision.HikvisionReader;
import com.parkhold.gate.journal.LocalCopies;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pushes that were held back on their way, whoever made the camera and however wrong its clock is. */
class LateReadsTest {

    private static final Duration WRONG = Duration.ofMinutes(-90);

    private final LocalCopies copies;
    private final ClockSkews skews;

    LateReadsTest(@TempDir Path disk) {
        copies = new LocalCopies(disk);
        skews = new ClockSkews(copies);
    }

    @AfterEach
    void close() {
        copies.close();
    }

    @ParameterizedTest
    @MethodSource("com.parkhold.gate.camera.ReadersTest#vendors")
    void opensNothingOnWhatComesLaterThanThisCameraIsUsedTo(PlateReader reader, CameraPush sample) {
        PlateRead read = ((Reading.Understood) reader.read(sample)).reads().getFirst();
        Instant usualArrival = Objects.requireNonNull(read.takenAt()).minus(WRONG);

        assertThat(skews.note("cam-1", read, usualArrival))
                .as("of a camera of which nothing is known")
                .isTrue();
        assertThat(skews.note("cam-1", read, usualArrival.plusSeconds(30))).isFalse();
        assertThat(skews.note("cam-1", read, usualArrival.plusSeconds(11))).isFalse();
        assertThat(skews.note("cam-1", read, usualArrival.plusSeconds(9)))
                .as("a slow network")
                .isTrue();
        assertThat(skews.note("cam-1", read, usualArrival.minusSeconds(600)))
                .as("a clock that was put forward")
                .isTrue();
    }

    @Test
    void opensNothingOnALatePushOfACameraThatLeavesItsOffsetOut() {
        CameraPush sample = ReadersTest.hikvisionWithoutOffset();
        PlateRead read = ((Reading.Understood) new HikvisionReader().read(sample))
                .reads()
                .getFirst();

        assertThat(skews.note("cam-1", read, START)).isTrue();
        assertThat(skews.note("cam-1", read, START.plusSeconds(30))).isFalse();
    }

    @Test
    void opensOnWhatSaysNoTime() {
        assertThat(note(0, 0)).isTrue();

        assertThat(skews.note("cam-1", read(null), START.plusSeconds(600))).isTrue();
    }

    @Test
    void opensOnNothingOfABacklogHoweverLongItIs() {
        for (long car = 0; car < 5; car++) {
            assertThat(note(car * 60, 0)).isTrue();
        }

        for (long taken = 600; taken < 2_400; taken += 7) {
            assertThat(note(taken, 2_411 - taken)).as("taken at %d", taken).isFalse();
        }
        assertThat(note(2_420, 0)).isTrue();
    }

    @Test
    void believesAClockThatWasPutBackFromTheSecondCarOn() {
        assertThat(note(0, 0)).isTrue();

        assertThat(note(60, 3_600)).as("held back, for all that is known").isFalse();
        assertThat(note(61, 3_600)).as("the same car").isFalse();
        assertThat(note(75, 3_601)).isTrue();
        assertThat(note(80, 3_600)).isTrue();
        assertThat(note(90, 3_640)).isFalse();
    }

    @Test
    void believesNoSecondLateOneWhereOneCameInTimeBetween() {
        assertThat(note(0, 0)).isTrue();

        assertThat(note(60, 30)).isFalse();
        assertThat(note(95, 0)).isTrue();
        assertThat(note(120, 30)).isFalse();
    }

    @Test
    void believesAClockThatWasReset() {
        assertThat(note(0, 0)).isTrue();

        assertThat(note(10, Duration.ofDays(365).toSeconds())).isTrue();
    }

    /** A read that was taken so many seconds after the start by the camera's clock. */
    private boolean note(long takenAt, long later) {
        Instant taken = START.plusSeconds(takenAt);
        return skews.note("cam-1", read(taken), taken.plusSeconds(later));
    }

    private static PlateRead read(@Nullable Instant takenAt) {
        return new PlateRead("e", null, null, 1, Heading.UNKNOWN, takenAt, true);
    }
}
