package com.parkhold.gate.camera;

import static com.parkhold.gate.Fixtures.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.lane.CameraSetup;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.lane.Lane;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClockSkewsTest {

    private static final Lane LANE =
            new Lane("lot-1", "entry-1", Direction.ENTRY, new CameraSetup("cam-1", "json", 0.8), null, null, null, 1);

    private final ClockSkews skews = new ClockSkews();

    @Test
    void takesTheMiddleOneAndLeavesOutWhatWasSentLate() {
        assertThat(skews.of(LANE)).isEmpty();

        note(-3, true);
        note(-4, true);
        note(-3_600, false);
        note(60, true);

        assertThat(skews.of(LANE)).hasValue(Duration.ofSeconds(-3));
    }

    private void note(long secondsAhead, boolean opens) {
        PlateRead read = new PlateRead("e", null, null, 1, Heading.UNKNOWN, START.plusSeconds(secondsAhead), opens);
        skews.note("cam-1", read, START);
    }
}
