package com.parkhold.gate.pass;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.Fixtures;
import org.junit.jupiter.api.Test;

class UnconfirmedExitTest {

    private final Pass inside = after(Fixtures.anyPass("r1", "ABC1234"), PassSignal.ENTER, "in", PassState.INSIDE);
    private final Movement exit = Fixtures.movement(inside, PassSignal.EXIT, "out");

    @Test
    void isNoExitThatKeepsItsCarIn() {
        assertThat(inside.after(exit.unconfirmed(), PassState.OUT).isHeldToHaveLeft())
                .isTrue();
        assertThat(inside.after(exit, PassState.OUT).isHeldToHaveLeft()).isFalse();
        assertThat(inside.isHeldToHaveLeft()).isFalse();
    }

    @Test
    void isTheSameExitAsOneThatIsSeen() {
        Pass unconfirmed = inside.after(exit.unconfirmed(), PassState.OUT);
        Pass seen = inside.after(exit, PassState.OUT);

        assertThat(unconfirmed.outcomeOf(exit)).isInstanceOf(PassOutcome.AlreadyApplied.class);
        assertThat(seen.outcomeOf(exit.unconfirmed())).isInstanceOf(PassOutcome.AlreadyApplied.class);
        assertThat(unconfirmed.outcomeOf(Fixtures.movement(inside, PassSignal.EXIT, "another")))
                .isInstanceOf(PassOutcome.Refused.class);
    }

    @Test
    void mayStandThereForAWhileWhereNobodyCouldSeeItPass() {
        Pass unseen = inside.after(exit.unseen(), PassState.OUT);

        assertThat(unseen.mayLeaveAt(Fixtures.START.plusSeconds(599))).isTrue();
        assertThat(unseen.mayLeaveAt(Fixtures.START.plusSeconds(600))).isFalse();
        assertThat(unseen.isHeldToHaveLeft()).isFalse();
        assertThat(unseen.wasMovedBy("out")).isTrue();
        assertThat(unseen.outcomeOf(exit)).isInstanceOf(PassOutcome.AlreadyApplied.class);
        assertThat(inside.after(exit, PassState.OUT).mayLeaveAt(Fixtures.START)).isFalse();
        assertThat(inside.after(exit.unconfirmed(), PassState.OUT).mayLeaveAt(Fixtures.START.plusSeconds(600)))
                .isTrue();
    }

    private static Pass after(Pass pass, PassSignal signal, String eventId, PassState to) {
        return pass.after(Fixtures.movement(pass, signal, eventId), to);
    }
}
