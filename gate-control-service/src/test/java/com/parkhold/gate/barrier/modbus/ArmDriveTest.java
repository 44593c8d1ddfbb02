package com.parkhold.gate.barrier.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilResponse;
import com.parkhold.gate.barrier.Barrier.Driven;
import com.parkhold.gate.barrier.modbus.Sensors.Sight;
import com.parkhold.gate.lane.BarrierSetup;
import com.parkhold.gate.lane.LoopInputs;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArmDriveTest {

    private static final WriteSingleCoilRequest LIFT = on(2);
    private static final WriteSingleCoilRequest CLOSE = on(3);
    private static final WriteSingleCoilRequest STOP = on(4);

    private final FakeLine line = new FakeLine();
    private final Dialect dialect = Dialect.of(Wired.stoppedBy(
            4,
            new BarrierSetup(
                    "generic",
                    "127.0.0.1",
                    502,
                    1,
                    2,
                    3,
                    Duration.ofMillis(500),
                    new LoopInputs(0, 1, null, Set.of()))));
    private final ArmDrive drive =
            new ArmDrive(dialect, Duration.ZERO, new RelayMode(dialect, _ -> line.answer()), line);

    @Test
    void stopsAnArmThatComesDownByItsCommandOnce() throws Exception {
        drive.lower(() -> Sight.FREE);

        drive.stop();
        drive.stop();

        assertThat(line.sent).containsExactly(off(2), CLOSE, off(3), STOP);
    }

    @Test
    void looksBeforeItLetsGoOfAnArmThatItCanClose() {
        drive.keepOpen();

        assertThat(drive.lower(() -> Sight.OCCUPIED)).isEqualTo(new Driven.Failed("a loop is occupied"));

        assertThat(line.sent).containsExactly(LIFT);
        assertThat(drive.isKeptOpen()).isTrue();
    }

    @Test
    void closesNothingWhileNobodySeesTheLoops() {
        drive.keepOpen();

        assertThat(drive.lower(() -> Sight.UNSEEN)).isInstanceOf(Driven.Failed.class);

        assertThat(line.sent).containsExactly(LIFT, off(2));
        assertThat(drive.isKeptOpen()).isFalse();
        assertThat(drive.isComingDown()).isFalse();
    }

    @Test
    void liftsAnArmThatItCannotStop() throws Exception {
        Dialect unstoppable = Dialect.of(new BarrierSetup(
                "generic", "127.0.0.1", 502, 1, 2, 3, Duration.ofMillis(500), new LoopInputs(0, 1, null, Set.of())));
        ArmDrive closing =
                new ArmDrive(unstoppable, Duration.ZERO, new RelayMode(unstoppable, _ -> line.answer()), line);
        closing.lower(() -> Sight.FREE);

        closing.stop();
        closing.stop();
        closing.payOff();

        assertThat(line.sent).containsExactly(off(2), CLOSE, off(3), LIFT, off(2));
    }

    @Test
    void stopsNoArmThatWasToldToRise() throws Exception {
        drive.lower(() -> Sight.FREE);
        drive.pulse();
        drive.stop();

        drive.lower(() -> Sight.FREE);
        drive.keepOpen();
        drive.stop();

        assertThat(line.sent).doesNotContain(STOP).endsWith(LIFT);
    }

    @Test
    void stopsNoArmThatHasArrived() throws Exception {
        drive.lower(() -> Sight.FREE);
        drive.isDown();

        drive.stop();

        assertThat(line.sent).doesNotContain(STOP);
    }

    @Test
    void liftsAfterAStopThatWasOnItsWay() throws Exception {
        drive.lower(() -> Sight.FREE);
        AtomicReference<Thread> opening = new AtomicReference<>();
        line.during(STOP, () -> {
            opening.set(Thread.ofPlatform().start(drive::pulse));
            await().until(() -> opening.get().getState() == Thread.State.WAITING);
        });

        drive.stop();
        opening.get().join();

        assertThat(line.sent).endsWith(STOP, off(4), LIFT);
    }

    @Test
    void opensNoContactThatIsToStayClosedMeanwhile() throws Exception {
        drive.pulse();
        drive.keepOpen();

        drive.payOff();

        assertThat(line.sent).containsExactly(LIFT, LIFT);
    }

    @Test
    void opensContactsAgainThatStopAndCloseThoughNobodyConfirmedThatTheyClosed() throws Exception {
        line.loseTheAnswerTo(CLOSE);
        assertThat(drive.lower(() -> Sight.FREE)).isInstanceOf(Driven.Unknown.class);
        drive.payOff();
        assertThat(line.sent).containsExactly(off(2), CLOSE, off(3));

        line.loseTheAnswerTo(STOP);
        assertThatThrownBy(drive::stop).isInstanceOf(UnansweredException.class);
        drive.payOff();
        assertThat(line.sent).endsWith(STOP, off(4));
    }

    @Test
    void triesAReleaseThatIsRefusedAgainAndHoldsNothingElseUp() throws Exception {
        line.refuse(off(4));
        drive.sayAgain();

        drive.payOff();

        assertThat(line.sent).contains(off(2), off(3));
        line.refuse(null);
        await().until(() -> {
            drive.payOff();
            return line.sent.contains(off(4));
        });
    }

    @Test
    void saysAgainThatItStaysOpenUntilThatIsTakenAndNotOnceItIsLetDown() throws Exception {
        line.refuse(LIFT);
        drive.staysOpen();
        drive.sayAgain();
        drive.payOff();
        line.refuse(null);
        line.sent.clear();

        await().until(() -> {
            drive.payOff();
            return line.sent.contains(LIFT);
        });

        drive.sayAgain();
        drive.lower(() -> Sight.FREE);
        line.sent.clear();
        drive.payOff();
        assertThat(line.sent).doesNotContain(LIFT);
    }

    @Test
    void liftsAnArmAgainThatIsKeptOpenAndNoOther() throws Exception {
        ArmDrive quick =
                new ArmDrive(dialect, Duration.ZERO, new RelayMode(dialect, _ -> line.answer()), line, Duration.ZERO);
        quick.liftAgain();
        assertThat(line.sent).isEmpty();
        quick.keepOpen();

        quick.liftAgain();

        assertThat(line.sent).containsExactly(LIFT, off(2), LIFT);
    }

    @Test
    void givesAnArmTimeToRise() throws Exception {
        drive.keepOpen();

        drive.liftAgain();

        assertThat(line.sent).containsExactly(LIFT);
    }

    @Test
    void opensAContactThatWasLeftClosedUnlessItIsToStay() throws Exception {
        drive.letGo();
        drive.payOff();
        assertThat(line.sent).containsExactly(off(2));

        drive.keepOpen();
        drive.letGo();
        drive.payOff();
        assertThat(line.sent).containsExactly(off(2), LIFT);
    }

    @Test
    void letsGoOfAnArmThatNobodyConfirmedToStayOpen() throws Exception {
        line.loseTheAnswerTo(LIFT);

        assertThat(drive.keepOpen()).isInstanceOf(Driven.Unknown.class);
        drive.payOff();

        assertThat(drive.isKeptOpen()).isFalse();
        assertThat(line.sent).containsExactly(LIFT, off(2));
    }

    private static WriteSingleCoilRequest on(int coil) {
        return new WriteSingleCoilRequest(coil, 0xFF00);
    }

    private static WriteSingleCoilRequest off(int coil) {
        return new WriteSingleCoilRequest(coil, 0);
    }

    /** A controller that acknowledges everything, unless told otherwise. */
    private static final class FakeLine implements ArmDrive.Line {

        private final List<ModbusRequestPdu> sent = new CopyOnWriteArrayList<>();
        private volatile @Nullable ModbusRequestPdu refused;
        private volatile @Nullable ModbusRequestPdu unanswered;
        private volatile @Nullable ModbusRequestPdu watched;
        private volatile Runnable meanwhile = () -> {};

        void refuse(@Nullable ModbusRequestPdu request) {
            refused = request;
        }

        void loseTheAnswerTo(ModbusRequestPdu request) {
            unanswered = request;
        }

        void during(ModbusRequestPdu request, Runnable action) {
            watched = request;
            meanwhile = action;
        }

        ModbusResponsePdu answer() {
            return new WriteSingleCoilResponse(0, 0);
        }

        @Override
        public void commanding() {}

        @Override
        public ModbusResponsePdu send(ModbusRequestPdu request, Duration deadline) throws IOException {
            if (request.equals(refused)) {
                throw new RefusedException("refused", new IOException());
            }
            sent.add(request);
            if (request.equals(watched)) {
                meanwhile.run();
            }
            if (request.equals(unanswered)) {
                throw new UnansweredException("no answer", new IOException());
            }
            return answer();
        }
    }
}
