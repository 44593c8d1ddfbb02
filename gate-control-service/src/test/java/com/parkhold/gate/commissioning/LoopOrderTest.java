package com.parkhold.gate.commissioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.barrier.Loop;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopOrderTest {

    private final LoopOrder order = new LoopOrder(List.of(Loop.ARMING, Loop.SAFETY, Loop.PASSAGE));

    @Test
    void isCompleteWhenEveryLoopWasReachedInOrderAndLeft() {
        on(Loop.ARMING);
        on(Loop.ARMING, Loop.SAFETY);
        on(Loop.SAFETY, Loop.PASSAGE);
        on(Loop.PASSAGE);
        assertThat(order.isComplete()).isFalse();
        assertThat(order.missing()).isEqualTo("PASSAGE was reached and never left");

        on();

        assertThat(order.isComplete()).isTrue();
    }

    @Test
    void seesLoopsThatAreWiredToEachOthersInputs() {
        on(Loop.ARMING);
        on(Loop.PASSAGE);

        assertThat(order.wrong()).contains("PASSAGE was reached before SAFETY");
        on(Loop.SAFETY);
        on();
        assertThat(order.isComplete()).isFalse();
    }

    @Test
    void forgivesRollingBack() {
        on(Loop.ARMING);
        on(Loop.SAFETY);
        on(Loop.ARMING);
        on(Loop.SAFETY);
        on(Loop.PASSAGE);
        on();

        assertThat(order.wrong()).isNull();
        assertThat(order.isComplete()).isTrue();
    }

    private void on(Loop... occupied) {
        Map<Loop, Boolean> loops = new EnumMap<>(Loop.class);
        for (Loop loop : Loop.values()) {
            loops.put(loop, Arrays.asList(occupied).contains(loop));
        }
        order.see(loops);
    }
}
