package com.parkhold.gate.camera;

import static com.parkhold.gate.Fixtures.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InterruptedReadsTest {

    private static final Map<String, Instant> STORED =
            Map.of("before", START.minusSeconds(3), "long before", START.minusSeconds(61), "now", START.plusSeconds(1));

    private final InterruptedReads interrupted =
            new InterruptedReads(push -> Optional.ofNullable(STORED.get(push)), Set.of("decided")::contains, START);

    @Test
    void takesUpWhatThisMachineStoredBeforeItDied() {
        assertThat(interrupted.isFromBefore("before", START.plusSeconds(2))).isTrue();
        assertThat(interrupted.isUndecided("before")).isTrue();
        assertThat(interrupted.isUndecided("decided")).isFalse();
    }

    @Test
    void takesUpNothingOfACarThatHasGone() {
        assertThat(interrupted.isFromBefore("long before", START)).isFalse();
        assertThat(interrupted.isFromBefore("before", START.plusSeconds(58))).isFalse();
    }

    @Test
    void takesUpNothingThatItStoredItself() {
        assertThat(interrupted.isFromBefore("now", START.plusSeconds(2))).isFalse();
        assertThat(interrupted.isFromBefore("never stored", START)).isFalse();
    }
}
