package com.parkhold.local.supervisor.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff = new BackOff();

    @Test
    void startsFastAndDoublesUpToTheLongestPause() {
        assertThat(Stream.generate(() -> backOff.after(Duration.ZERO)).limit(8).map(Duration::toMillis))
                .containsExactly(200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 10_000L, 10_000L);
    }

    @Test
    void forgetsEarlierDeathsAfterASteadyRun() {
        backOff.after(Duration.ZERO);
        backOff.after(Duration.ZERO);

        assertThat(backOff.after(Duration.ofSeconds(29))).isEqualTo(Duration.ofMillis(800));
        assertThat(backOff.after(Duration.ofSeconds(30))).isEqualTo(Duration.ofMillis(200));
    }
}
