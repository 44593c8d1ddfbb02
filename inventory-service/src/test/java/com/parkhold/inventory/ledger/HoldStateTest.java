package com.parkhold.inventory.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.inventory.ledger.Transition.Ignored;
import com.parkhold.inventory.ledger.Transition.Moved;
import com.parkhold.inventory.ledger.Transition.Rejected;
import com.parkhold.testing.StateTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HoldStateTest {

    @Test
    void movesAsTheApprovedTableSays() throws IOException {
        String table = StateTable.of(HoldState.class, List.of(HoldSignal.values()), HoldStateTest::cell);
        Path current = Path.of("target/states/inventory-hold.md");
        Files.createDirectories(current.getParent());
        Files.writeString(current, table);
        assertThat(table).isEqualTo(StateTable.approved("hold", table));
    }

    @ParameterizedTest
    @EnumSource(HoldSignal.class)
    void meansNothingNewTheSecondTime(HoldSignal signal) {
        for (HoldState state : HoldState.values()) {
            if (state.on(signal) instanceof Moved(HoldState to) && to != state) {
                assertThat(to.on(signal)).as("%s twice from %s", signal, state).isNotEqualTo(new Moved(state));
                assertThat(to.on(signal)).isIn(new Ignored(), new Moved(to));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(HoldState.class)
    void neverHoldsAfterAReleaseUnlessAskedAgain(HoldState state) {
        if (state.on(HoldSignal.RELEASE) instanceof Moved(HoldState released)) {
            assertThat(released.on(HoldSignal.HOLD)).isEqualTo(new Rejected(Reason.RELEASED));
            assertThat(released.on(HoldSignal.HOLD_AGAIN)).isEqualTo(new Moved(HoldState.HELD));
        }
    }

    private static String cell(HoldState state, HoldSignal signal) {
        return switch (state.on(signal)) {
            case Moved(HoldState to) -> to.name();
            case Ignored() -> "already applied";
            case Rejected(Reason reason) -> "refused: " + reason;
        };
    }
}
