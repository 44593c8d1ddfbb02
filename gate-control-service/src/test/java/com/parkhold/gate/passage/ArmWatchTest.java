package com.parkhold.gate.passage;

import static com.parkhold.gate.passage.LaneException.Kind.ARM_STAYS_DOWN;
import static com.parkhold.gate.passage.LaneException.Kind.ARM_STAYS_UP;
import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.Fixtures;
import com.parkhold.gate.barrier.Arm;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArmWatchTest {

    private final ArmWatch watch = new ArmWatch();
    private Instant now = Fixtures.START;

    @Test
    void tellsOnceOfAnArmThatStaysDown() {
        watch.toldToOpen(now);

        assertThat(after(9, Arm.CLOSED)).isEmpty();
        assertThat(after(1, Arm.CLOSED)).contains(ARM_STAYS_DOWN);
        assertThat(after(60, Arm.CLOSED)).isEmpty();
        watch.toldToOpen(now);
        assertThat(after(10, Arm.CLOSED)).contains(ARM_STAYS_DOWN);
    }

    @Test
    void tellsOfAnArmThatStaysDownThoughItWasOutOfSightForAMoment() {
        watch.toldToOpen(now);
        Instant told = now;

        assertThat(after(5, Arm.CLOSED)).isEmpty();
        assertThat(after(1, null)).isEmpty();
        assertThat(after(1, null)).isEmpty();
        assertThat(after(3, Arm.CLOSED)).contains(ARM_STAYS_DOWN);
        assertThat(watch.downSince()).isEqualTo(told);
        after(1, Arm.OPENING);
        assertThat(watch.downSince()).isNull();
    }

    @Test
    void saysNothingOfAnArmThatWasOutOfSightForLongEnoughToRiseAndFall() {
        watch.toldToOpen(now);

        after(1, null);
        after(2, null);
        assertThat(after(7, Arm.CLOSED)).isEmpty();
        assertThat(watch.downSince()).isNull();
    }

    @Test
    void saysNothingOfAnArmThatRoseAndCameDown() {
        watch.toldToOpen(now);

        assertThat(after(2, Arm.OPENING)).isEmpty();
        assertThat(after(2, Arm.OPEN)).isEmpty();
        assertThat(after(30, Arm.CLOSING)).isEmpty();
        assertThat(after(30, Arm.CLOSED)).isEmpty();
    }

    @Test
    void tellsOnceOfAnArmThatStaysUpThoughNobodyIsOnHisWay() {
        after(1, Arm.CLOSED);
        after(1, Arm.OPEN);
        assertThat(mayBeUp(500, Arm.OPEN)).isEmpty();

        assertThat(after(119, Arm.OPEN)).isEmpty();
        assertThat(after(1, Arm.STOPPED)).contains(ARM_STAYS_UP);
        assertThat(after(500, Arm.OPEN)).isEmpty();
        after(1, Arm.CLOSED);
        after(1, Arm.OPEN);
        assertThat(after(120, Arm.OPEN)).contains(ARM_STAYS_UP);
    }

    @Test
    void tellsOnceOfAnArmThatIsToStayOpenAndWasLetDown() {
        assertThat(mustBeUp(60, Arm.OPEN)).isEmpty();
        assertThat(mustBeUp(1, Arm.CLOSED)).isEmpty();
        assertThat(mustBeUp(9, Arm.CLOSED)).isEmpty();

        assertThat(mustBeUp(1, Arm.CLOSED)).contains(ARM_STAYS_DOWN);
        assertThat(mustBeUp(60, Arm.CLOSED)).isEmpty();
        mustBeUp(1, Arm.OPEN);
        mustBeUp(10, Arm.OPEN);
        assertThat(mustBeUp(1, Arm.CLOSED)).isEmpty();
        assertThat(mustBeUp(10, Arm.CLOSED)).contains(ARM_STAYS_DOWN);
    }

    @Test
    void tellsOfAnArmThatFallsEachTimeItIsLifted() {
        mustBeUp(1, Arm.CLOSED);
        mustBeUp(4, Arm.OPENING);
        mustBeUp(1, Arm.OPEN);

        assertThat(mustBeUp(6, Arm.CLOSED)).contains(ARM_STAYS_DOWN);
    }

    @Test
    void tellsAgainOfADeadArmThatWasLetGoMeanwhile() {
        mustBeUp(1, Arm.CLOSED);
        assertThat(mustBeUp(10, Arm.CLOSED)).contains(ARM_STAYS_DOWN);

        assertThat(after(60, Arm.CLOSED)).isEmpty();

        mustBeUp(1, Arm.CLOSED);
        assertThat(mustBeUp(10, Arm.CLOSED)).contains(ARM_STAYS_DOWN);
    }

    @Test
    void saysNothingOfAnArmThatIsLiftedAgainAtOnce() {
        mustBeUp(1, Arm.CLOSED);
        mustBeUp(2, Arm.OPEN);
        mustBeUp(20, Arm.OPEN);

        assertThat(mustBeUp(1, Arm.CLOSED)).isEmpty();
    }

    @Test
    void saysNothingOfAnArmThatDoesNotKnowItself() {
        watch.toldToOpen(now);

        assertThat(after(10, null)).isEmpty();
        assertThat(after(500, Arm.UNKNOWN)).isEmpty();
        assertThat(after(500, Arm.UNKNOWN)).isEmpty();
    }

    @Test
    void saysNothingOfAnArmAtWhichNobodyLookedForLongEnoughToRiseAndFall() {
        watch.toldToOpen(now);
        after(1, Arm.CLOSED);

        now = now.plusSeconds(8);
        assertThat(after(1, Arm.CLOSED)).isEmpty();
        assertThat(after(10, Arm.CLOSED)).isEmpty();
        assertThat(watch.downSince()).isNull();
    }

    @Test
    void knowsNoLongerThatAnArmIsDownOnceNobodyLooked() {
        watch.toldToOpen(now);
        assertThat(after(10, Arm.CLOSED)).contains(ARM_STAYS_DOWN);

        now = now.plusSeconds(2);
        after(1, Arm.CLOSED);

        assertThat(watch.downSince()).isNull();
    }

    private Optional<LaneException.Kind> after(long seconds, @Nullable Arm arm) {
        return look(seconds, arm, false, false);
    }

    private Optional<LaneException.Kind> mayBeUp(long seconds, Arm arm) {
        return look(seconds, arm, true, false);
    }

    private Optional<LaneException.Kind> mustBeUp(long seconds, Arm arm) {
        return look(seconds, arm, true, true);
    }

    /** Looks each second; what it was told of first. */
    private Optional<LaneException.Kind> look(long seconds, @Nullable Arm arm, boolean mayBeUp, boolean mustBeUp) {
        Optional<LaneException.Kind> told = Optional.empty();
        for (long second = 0; second < seconds; second++) {
            now = now.plusSeconds(1);
            Optional<LaneException.Kind> trouble = watch.look(arm, mayBeUp, mustBeUp, now);
            told = told.or(() -> trouble);
        }
        return told;
    }
}
