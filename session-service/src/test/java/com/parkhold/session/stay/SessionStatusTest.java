package com.parkhold.session.stay;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.session.stay.SessionStatus.Signal;
import com.parkhold.testing.StateTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionStatusTest {

    @Test
    void followsTheApprovedTable() {
        String table = StateTable.of(SessionStatus.class, List.of(Signal.values()), (status, signal) -> {
            SessionStatus next = status.after(signal);
            return next == status ? "–" : next.name();
        });
        assertThat(table).isEqualTo(StateTable.approved("session", table));
    }

    @ParameterizedTest
    @EnumSource(Signal.class)
    void neverLeavesAnEnd(Signal signal) {
        assertThat(SessionStatus.CLOSED.after(signal)).isEqualTo(SessionStatus.CLOSED);
        assertThat(SessionStatus.VOIDED.after(signal)).isEqualTo(SessionStatus.VOIDED);
    }
}
