package com.parkhold.gate.passage;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.Fixtures;
import com.parkhold.gate.barrier.Arm;
import com.parkhold.gate.barrier.BarrierStatus;
import com.parkhold.gate.barrier.Loop;
import com.parkhold.gate.barrier.LoopChange;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.PassSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CrossingsTest {

    private static final Movement FIRST = admitted("r1");
    private static final Movement SECOND = admitted("r2");
    private static final Movement THIRD = admitted("r3");

    private final Crossings crossings = new Crossings(Duration.ofSeconds(20));

    @Test
    void holdsNobodyToHaveBackedOutBehindACarThatMayHavePassedUnseen() {
        crossings.expect(FIRST, at(0), false);
        crossings.expect(SECOND, at(6), false);

        assertThat(passed(free(5))).contains(FIRST);

        assertThat(crossings.late(free(5), at(26))).containsExactly(new Late(SECOND, false));
    }

    @Test
    void holdsACarToHaveBackedOutWhereAllWereSeen() {
        crossings.expect(FIRST, at(0), false);
        crossings.expect(SECOND, at(6), false);

        assertThat(passed(free(-1))).contains(FIRST);

        assertThat(crossings.late(free(-1), at(25))).isEmpty();
        assertThat(crossings.late(free(-1), at(26))).containsExactly(new Late(SECOND, true));
    }

    @Test
    void staysUnsureOfWhoFollowsAsLongAsSomebodyWaits() {
        crossings.expect(FIRST, at(0), false);
        crossings.expect(SECOND, at(6), false);
        passed(free(5));
        crossings.expect(THIRD, at(9), false);

        assertThat(passed(free(5))).contains(SECOND);

        assertThat(crossings.late(free(5), at(30))).containsExactly(new Late(THIRD, false));
    }

    @Test
    void doesNotKnowWhoPassedBehindACarForWhichNobodyConfirmedAnOpening() {
        crossings.suspect(FIRST, at(0));
        crossings.expect(SECOND, at(6), false);

        passed(free(-1));

        assertThat(crossings.late(free(-1), at(26))).containsExactly(new Late(SECOND, false));
    }

    @Test
    void holdsNobodyToHaveBackedOutOverWhoseWayOthersWereDriving() {
        crossings.expect(FIRST, at(0), false);

        crossings.blur();

        assertThat(crossings.late(free(-1), at(20))).containsExactly(new Late(FIRST, false));
    }

    @Test
    void tellsOfACarBeforeAnArmThatDoesNotRiseToOpenAgainAndThenToGiveItUp() {
        BarrierStatus standing = status(-1, null, Map.of(Loop.ARMING, true, Loop.PASSAGE, false));
        crossings.stuck(standing, at(-1));
        crossings.expect(FIRST, at(0), false);

        assertThat(crossings.stuck(standing, at(7))).isEmpty();
        assertThat(crossings.stuck(standing, at(8)).map(Crossing::openedAgainAt))
                .as("the first time")
                .isEmpty();
        assertThat(crossings.isEmpty()).isFalse();
        assertThat(crossings.stuck(standing, at(15))).isEmpty();
        assertThat(crossings.stuck(standing, at(16)).map(Crossing::openedAgainAt))
                .contains(at(8));
        assertThat(crossings.isEmpty()).isTrue();
    }

    @Test
    void countsFromWhenTheCarCame() {
        BarrierStatus standing = status(-1, Arm.CLOSED, Map.of(Loop.ARMING, true));
        crossings.expect(FIRST, at(0), false);
        crossings.stuck(status(-1, Arm.CLOSED, Map.of(Loop.ARMING, false)), at(4));

        assertThat(crossings.stuck(standing, at(5))).isEmpty();
        assertThat(crossings.stuck(standing, at(12))).isEmpty();
        assertThat(crossings.stuck(standing, at(13))).isPresent();
    }

    @Test
    void opensForNobodyWhoMayBeAnother() {
        Map<Loop, Boolean> loops = Map.of(Loop.ARMING, true, Loop.PASSAGE, false);
        crossings.expect(FIRST, at(0), false);
        assertThat(isStuck(status(-1, Arm.OPEN, loops))).as("it may drive").isFalse();
        assertThat(isStuck(status(-1, null, Map.of(Loop.ARMING, true, Loop.SAFETY, true))))
                .as("somebody drives")
                .isFalse();
        assertThat(isStuck(status(5, null, loops)))
                .as("it may have passed unseen")
                .isFalse();

        crossings.note(new LoopChange(Loop.ARMING, false, true, at(3)));

        assertThat(isStuck(status(-1, null, loops)))
                .as("it has driven off, and the next one came")
                .isFalse();
    }

    @Test
    void doesNotWaitForACarThatIsGoneBecauseTheNextOneStandsThere() {
        BarrierStatus standing = status(5, null, Map.of(Loop.ARMING, true, Loop.PASSAGE, false));
        crossings.expect(FIRST, at(0), false);

        assertThat(crossings.late(standing, at(19))).isEmpty();
        assertThat(crossings.late(standing, at(20))).containsExactly(new Late(FIRST, false));
    }

    @Test
    void waitsForACarThatMayStandThere() {
        crossings.expect(FIRST, at(0), false);

        assertThat(crossings.late(status(-1, null, Map.of(Loop.ARMING, true, Loop.PASSAGE, false)), at(60)))
                .isEmpty();
        assertThat(crossings.late(status(5, null, Map.of(Loop.ARMING, false, Loop.PASSAGE, true)), at(60)))
                .isEmpty();
    }

    @Test
    void takesNobodyForGoneForWhomNobodyKnowsThatItOpenedWhereNoLoopCouldTell() {
        crossings.suspect(FIRST, at(0));
        crossings.suspect(SECOND, at(0));

        assertThat(crossings.late(free(5), at(20)))
                .containsExactly(new Late(FIRST, false, true), new Late(SECOND, false, true));
    }

    @Test
    void forgetsWhomNobodySawPassAndForWhomNobodyKnowsThatItOpened() {
        crossings.suspect(FIRST, at(0));

        assertThat(crossings.late(free(-1), at(20))).isEmpty();
        assertThat(crossings.isEmpty()).isTrue();
    }

    @Test
    void knowsACarThatComesAgainFromTheReadsOfOneApproach() {
        crossings.expect(FIRST, at(0), false);

        assertThat(crossings.cameAgain("r1", free(-1), at(7))).isEmpty();
        assertThat(crossings.cameAgain("r2", free(-1), at(8))).isEmpty();
        assertThat(crossings.cameAgain("r1", free(5), at(8)))
                .as("it may have passed unseen")
                .isEmpty();
        assertThat(crossings.cameAgain("r1", status(-1, null, Map.of(Loop.PASSAGE, true)), at(8)))
                .as("it may be passing")
                .isEmpty();
        assertThat(crossings.cameAgain("r1", free(-1), at(8)).map(Crossing::movement))
                .contains(FIRST);
        assertThat(crossings.isEmpty()).isTrue();
    }

    @Test
    void waitsNoMoreForACarThatWasLetThroughElsewhereSince() {
        Movement elsewhere = Fixtures.movement(Fixtures.anyPass("r1", "ABC1234"), PassSignal.ADMIT, "elsewhere");
        crossings.expect(FIRST, at(0), false);
        crossings.suspect(FIRST, at(0));
        crossings.expect(SECOND, at(0), false);
        crossings.expect(elsewhere, at(1), false);

        crossings.forgetEarlierThan(elsewhere);

        assertThat(passed(free(-1))).contains(SECOND);
        assertThat(passed(free(-1))).contains(elsewhere);
        assertThat(crossings.isEmpty()).isTrue();
    }

    private boolean isStuck(BarrierStatus status) {
        crossings.stuck(status, at(1));
        return crossings.stuck(status, at(30)).isPresent();
    }

    private Optional<Movement> passed(BarrierStatus status) {
        return crossings.passed(status).map(Crossing::movement);
    }

    private static BarrierStatus free(int watchedSince) {
        return status(watchedSince, null, Map.of(Loop.ARMING, false, Loop.PASSAGE, false));
    }

    private static BarrierStatus status(int watchedSince, @Nullable Arm arm, Map<Loop, Boolean> loops) {
        return new BarrierStatus(true, false, loops, arm, at(watchedSince));
    }

    private static Instant at(int second) {
        return Fixtures.START.plusSeconds(second);
    }

    private static Movement admitted(String reservationId) {
        return Fixtures.movement(Fixtures.anyPass(reservationId, "ABC1234"), PassSignal.ADMIT, "of-" + reservationId);
    }
}
