package com.parkhold.gate.barrier.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.Fixtures;
import com.parkhold.gate.barrier.Loop;
import com.parkhold.gate.barrier.modbus.Sensors.Sight;
import com.parkhold.gate.lane.LoopInputs;
import com.parkhold.testing.SettableClock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SensorsTest {

    private final Sensors sensors = new Sensors(new LoopInputs(0, 1, null, Set.of()), SettableClock.at(Fixtures.START));

    @Test
    void knowsNothingOfALoopAfterAGapThatIsNotAsItWasBeforeUntilItIsStable() {
        assertThat(sensors.sight()).as("before the first sample").isEqualTo(Sight.UNSEEN);
        sample(0, 0);
        assertThat(sensors.sight()).isEqualTo(Sight.FREE);
        sensors.lose();
        assertThat(sensors.sight()).isEqualTo(Sight.UNSEEN);

        sample(1, 100);

        assertThat(sensors.loops()).isEqualTo(Map.of(Loop.SAFETY, false));
        assertThat(sensors.sight()).isEqualTo(Sight.UNSEEN);
        sample(1, 140);
        assertThat(sensors.sight()).isEqualTo(Sight.OCCUPIED);
    }

    @Test
    void isFreeWhereNoLoopIsWired() {
        assertThat(new Sensors(LoopInputs.none(), SettableClock.at(Fixtures.START)).sight())
                .isEqualTo(Sight.FREE);
    }

    private void sample(int bits, long millis) {
        sensors.sample(
                new byte[] {(byte) bits}, false, Duration.ofMillis(millis).toNanos());
    }
}
