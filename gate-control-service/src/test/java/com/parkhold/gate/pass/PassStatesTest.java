package com.parkhold.gate.pass;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.testing.StateTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PassStatesTest {

    private record Caused(PassSignal signal, boolean sameEvent) {
        @Override
        public String toString() {
            return signal + (sameEvent ? " again" : "");
        }
    }

    private static final List<Caused> SIGNALS = Stream.of(PassSignal.values())
            .flatMap(signal -> Stream.of(new Caused(signal, false), new Caused(signal, true)))
            .toList();

    @Test
    void isAsApproved() throws IOException {
        String table = StateTable.of(PassState.class, SIGNALS, PassStatesTest::cell);
        Path current = Path.of("target/states/pass.md");
        Files.createDirectories(current.getParent());
        Files.writeString(current, table);

        assertThat(table).isEqualTo(StateTable.approved("pass", table));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void admitsOnlyAnExpectedCar(PassState state, PassSignal signal, boolean sameEvent) {
        boolean bringsIn = PassTransitions.decide(state, signal, sameEvent) instanceof PassOutcome.Applied applied
                && !state.isUsed()
                && applied.to().isUsed();

        assertThat(bringsIn)
                .isEqualTo(state == PassState.EXPECTED && (signal == PassSignal.ADMIT || signal == PassSignal.ENTER));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void neverLeavesAnEnd(PassState state, PassSignal signal, boolean sameEvent) {
        if (state == PassState.OUT || state == PassState.REVOKED) {
            assertThat(PassTransitions.decide(state, signal, sameEvent)).isNotInstanceOf(PassOutcome.Applied.class);
        }
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void revokesOnlyWhatIsNotUsed(PassState state, PassSignal signal, boolean sameEvent) {
        PassOutcome outcome = PassTransitions.decide(state, signal, sameEvent);
        if (outcome instanceof PassOutcome.Applied applied && applied.to() == PassState.REVOKED) {
            assertThat(state).isEqualTo(PassState.EXPECTED);
        }
    }

    static Stream<Arguments> matrix() {
        return Stream.of(PassState.values())
                .flatMap(state ->
                        SIGNALS.stream().map(caused -> Arguments.of(state, caused.signal(), caused.sameEvent())));
    }

    private static String cell(PassState state, Caused caused) {
        return switch (PassTransitions.decide(state, caused.signal(), caused.sameEvent())) {
            case PassOutcome.Applied applied -> "→ " + applied.to();
            case PassOutcome.AlreadyApplied _ -> "already";
            case PassOutcome.Refused refused -> "refused: " + refused.reason();
        };
    }
}
