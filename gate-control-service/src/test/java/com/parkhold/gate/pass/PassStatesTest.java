package com.parkhold.gate.pass;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.Fixtures;
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
                .isEqualTo(
                        switch (state) {
                            case EXPECTED -> signal == PassSignal.ADMIT || signal == PassSignal.ENTER;
                            case REVOKED -> signal == PassSignal.STRAY;
                            case ADMITTED, INSIDE, LEAVING, OUT -> false;
                        });
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void neverLeavesAnEnd(PassState state, PassSignal signal, boolean sameEvent) {
        boolean stray = state == PassState.REVOKED && signal == PassSignal.STRAY;
        if (!stray && (state == PassState.OUT || state == PassState.REVOKED)) {
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

    @Test
    void isRevokedAgainWhereAStrayCarDidNotComeInAfterAll() {
        Pass revoked = Passed.through(Fixtures.anyPass("r1", "ABC1234"), "e0", PassSignal.REVOKE);

        assertThat(Passed.through(revoked, "e1", PassSignal.STRAY).isStray()).isTrue();
        assertThat(Passed.through(revoked, "e1", PassSignal.STRAY, PassSignal.VOID_ENTRY)
                        .state())
                .isEqualTo(PassState.REVOKED);
        Pass inside = Passed.through(revoked, "e1", PassSignal.STRAY, PassSignal.ENTER);
        assertThat(Passed.through(inside, "e2", PassSignal.UNDO_ENTRY).state()).isEqualTo(PassState.REVOKED);
        assertThat(Passed.through(inside, "e2", PassSignal.EXIT).isStray()).isTrue();
    }

    @Test
    void knowsItsOwnEntryThatIsToldOfAfterItsCarStoodAtAnExit() {
        Pass admitted = Passed.through(Fixtures.anyPass("r1", "ABC1234"), "e1", PassSignal.ADMIT);
        for (Pass later : List.of(
                Passed.through(admitted, "e2", PassSignal.LET_OUT),
                Passed.through(admitted, "e2", PassSignal.LET_OUT, PassSignal.VOID_EXIT),
                Passed.through(admitted, "e2", PassSignal.EXIT))) {
            assertThat(later.outcomeOf(Fixtures.movement(later, PassSignal.ENTER, "e1")))
                    .isEqualTo(new PassOutcome.AlreadyApplied());
            assertThat(later.outcomeOf(Fixtures.movement(later, PassSignal.ENTER, "e3")))
                    .isInstanceOf(PassOutcome.Refused.class);
        }
    }

    @Test
    void letsACarOutAtAnotherExitThatChangedLanesAndHearsNothingOfTheFirstOneAnyMore() {
        Pass inside = Passed.through(Fixtures.anyPass("r1", "ABC1234"), "e1", PassSignal.ADMIT, PassSignal.ENTER);
        Pass atTheSecond = Passed.through(Passed.through(inside, "e2", PassSignal.LET_OUT), "e3", PassSignal.LET_OUT);
        Pass out = Passed.through(atTheSecond, "e3", PassSignal.EXIT);

        assertThat(atTheSecond.lastEventId()).isEqualTo("e3");
        for (Pass later : List.of(atTheSecond, out)) {
            assertThat(later.outcomeOf(Fixtures.movement(later, PassSignal.VOID_EXIT, "e2")))
                    .isEqualTo(new PassOutcome.AlreadyApplied());
        }
        assertThat(Passed.through(atTheSecond, "e3", PassSignal.VOID_EXIT).state())
                .isEqualTo(PassState.INSIDE);
        assertThat(out.outcomeOf(Fixtures.movement(out, PassSignal.VOID_EXIT, "e3")))
                .isInstanceOf(PassOutcome.Refused.class);
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
