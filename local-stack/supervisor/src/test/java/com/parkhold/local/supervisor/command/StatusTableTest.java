package com.parkhold.local.supervisor.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.local.supervisor.part.PartState;
import com.parkhold.local.supervisor.part.PartStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTableTest {
    @Test
    void showsEachPartWithItsStateAndReason() {
        String table = StatusTable.of(List.of(
                new PartStatus("redis", PartState.HEALTHY, "", 17, 0, 61, 8101, 8L << 20),
                new PartStatus("relay", PartState.BACKING_OFF, "ended with code 1", 0, 3, 0, 8104, 0)));

        assertThat(table.lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "PART STATE PID RESTARTS UPTIME PORT RSS",
                        "redis healthy 17 0 1m1s 8101 8 MB",
                        "relay backing off - 3 - 8104 - ended with code 1");
    }
}
