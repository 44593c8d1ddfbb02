package com.parkhold.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.notification.MessageStatus.Signal;
import com.parkhold.testing.StateTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageStatusTest {

    private static final Instant NOW = Instant.parse("2026-04-14T09:00:00Z");

    @Test
    void followsTheApprovedTable() {
        String table = StateTable.of(MessageStatus.class, List.of(Signal.values()), (status, signal) -> {
            MessageStatus next = status.after(signal);
            return next == status ? "–" : next.name();
        });
        assertThat(table).isEqualTo(StateTable.approved("message", table));
    }

    @Test
    void waitsLongerAfterEachFailureAndGivesUpInTheEnd() {
        Message message = Message.byEmail(new Draft("r1", "lot-1", "expired", "s", "b"), "a@b.example", NOW, null);
        message.failed("refused", NOW);
        assertThat(message.nextAttemptAt()).isEqualTo(NOW.plusSeconds(1));
        message.failed("refused", NOW);
        assertThat(message.nextAttemptAt()).isEqualTo(NOW.plusSeconds(2));
        for (int attempt = 3; attempt < 20; attempt++) {
            message.failed("refused", NOW);
        }
        assertThat(message.status()).isEqualTo(MessageStatus.PENDING);
        assertThat(Duration.between(NOW, message.nextAttemptAt())).isLessThan(Duration.ofDays(1));
        message.failed("refused", NOW);
        assertThat(message.status()).isEqualTo(MessageStatus.GIVEN_UP);
    }
}
