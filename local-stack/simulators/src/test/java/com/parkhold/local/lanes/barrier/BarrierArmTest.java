package com.parkhold.local.lanes.barrier;

import static com.parkhold.local.lanes.barrier.ArmPosition.CLOSED;
import static com.parkhold.local.lanes.barrier.ArmPosition.CLOSING;
import static com.parkhold.local.lanes.barrier.ArmPosition.OPEN;
import static com.parkhold.local.lanes.barrier.ArmPosition.OPENING;
import static com.parkhold.local.lanes.barrier.ArmPosition.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarrierArmTest {
    private static final BarrierTiming TIMING =
            new BarrierTiming(Duration.ofMillis(400), Duration.ofMillis(300), Duration.ofSeconds(8));

    private final ManualTimers timers = new ManualTimers();
    private final List<ArmPosition> moves = new ArrayList<>();
    private final BarrierArm arm = new BarrierArm(TIMING, timers, moves::add);

    @Test
    void opensOnAPulseAndClosesBehindTheCar() {
        pulse(Drive.LIFT);
        assertThat(arm.position()).isEqualTo(OPENING);
        millis(400);
        assertThat(arm.position()).isEqualTo(OPEN);

        arm.safety(true);
        arm.passage(true);
        arm.safety(false);
        arm.passage(false);
        millis(299);
        assertThat(arm.position()).isEqualTo(OPEN);
        millis(1);
        assertThat(arm.position()).isEqualTo(CLOSING);
        millis(400);

        assertThat(moves).containsExactly(OPENING, OPEN, CLOSING, CLOSED);
    }

    @Test
    void doesNotRiseWhileItStaysDown() {
        arm.fault(ArmFault.STAYS_DOWN);
        pulse(Drive.LIFT);
        millis(60_000);
        assertThat(moves).isEmpty();

        arm.fault(ArmFault.NONE);
        pulse(Drive.LIFT);
        millis(400);
        assertThat(arm.position()).isEqualTo(OPEN);
    }

    @Test
    void doesNotComeDownWhileItStaysUp() {
        open();
        arm.fault(ArmFault.STAYS_UP);
        pulse(Drive.CLOSE);
        millis(60_000);
        assertThat(arm.position()).isEqualTo(OPEN);

        arm.fault(ArmFault.NONE);
        millis(8_400);
        assertThat(arm.position()).isEqualTo(CLOSED);
    }

    @Test
    void fallsThoughItIsHeldAndFallsAgainWhenItIsLifted() {
        arm.contact(Drive.LIFT, true);
        millis(400);
        arm.fault(ArmFault.FALLS);
        millis(400);
        assertThat(arm.position()).isEqualTo(CLOSED);

        arm.contact(Drive.LIFT, false);
        arm.contact(Drive.LIFT, true);
        millis(400);
        assertThat(arm.position()).isEqualTo(OPEN);
        millis(700);
        assertThat(moves).endsWith(OPENING, OPEN, CLOSING, CLOSED);
    }

    @Test
    void neverClosesWhileALoopIsOccupied() {
        open();
        arm.safety(true);
        pulse(Drive.CLOSE);
        millis(60_000);
        assertThat(arm.position()).isEqualTo(OPEN);

        arm.safety(false);
        millis(8_400);
        assertThat(arm.position()).isEqualTo(CLOSED);
    }

    @Test
    void turnsBackWhenACarComesUnderTheClosingArm() {
        open();
        pulse(Drive.CLOSE);
        assertThat(arm.position()).isEqualTo(CLOSING);

        arm.safety(true);
        millis(400);

        assertThat(arm.position()).isEqualTo(OPEN);
    }

    @Test
    void staysOpenWhileTheLiftContactIsHeld() {
        arm.contact(Drive.LIFT, true);
        millis(60_000);
        pulse(Drive.CLOSE);
        assertThat(arm.position()).isEqualTo(OPEN);

        arm.contact(Drive.LIFT, false);
        millis(8_400);
        assertThat(arm.position()).isEqualTo(CLOSED);
    }

    @Test
    void closesByItselfWhenNobodyComes() {
        open();
        millis(7_999);
        assertThat(arm.position()).isEqualTo(OPEN);
        millis(401);
        assertThat(arm.position()).isEqualTo(CLOSED);
    }

    @Test
    void staysWhereItWasStoppedUntilTold() {
        pulse(Drive.LIFT);
        millis(200);
        pulse(Drive.STOP);
        millis(60_000);
        assertThat(arm.position()).isEqualTo(STOPPED);

        pulse(Drive.CLOSE);
        millis(400);
        assertThat(arm.position()).isEqualTo(CLOSED);
    }

    @Test
    void stepsUpAndDown() {
        pulse(Drive.STEP);
        millis(400);
        assertThat(arm.position()).isEqualTo(OPEN);
        pulse(Drive.STEP);
        assertThat(arm.position()).isEqualTo(CLOSING);
    }

    private void open() {
        pulse(Drive.LIFT);
        millis(400);
        assertThat(arm.position()).isEqualTo(OPEN);
    }

    private void pulse(Drive drive) {
        arm.contact(drive, true);
        arm.contact(drive, false);
    }

    private void millis(long millis) {
        timers.advance(Duration.ofMillis(millis));
    }
}
