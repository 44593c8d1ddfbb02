package com.parkhold.noshow;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.noshow.DeadlineStatus.Signal;
import com.parkhold.testing.StateTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineStatusTest {

    @Test
    void followsTheApprovedTable() {
        String table = StateTable.of(DeadlineStatus.class, List.of(Signal.values()), (status, signal) -> {
            DeadlineStatus next = status.after(signal);
            return next == status ? "–" : next.name();
        });
        assertThat(table).isEqualTo(StateTable.approved("deadline", table));
    }
}
