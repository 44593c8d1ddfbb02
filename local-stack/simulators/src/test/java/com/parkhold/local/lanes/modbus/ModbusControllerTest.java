package com.parkhold.local.lanes.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.parkhold.local.lanes.barrier.ArmPosition;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ModbusControllerTest {
    private static final int ON = 0xFF00;
    private static final int OFF = 0x0000;

    @Test
    void waveshareSwitchesAndTogglesARelay() throws Exception {
        try (var bench = new ControllerBench("waveshare")) {
            bench.writeCoil(0, ON);
            assertThat(bench.coils(0, 8)).isEqualTo(0b1);
            bench.writeCoil(0, OFF);
            bench.writeCoil(7, 0x5500);
            assertThat(bench.coils(0, 8) & 0xFF).isEqualTo(0b1000_0000);
            bench.writeCoil(7, 0x5500);

            assertThat(bench.contacts).containsExactly("0 on", "0 off", "7 on", "7 off");
        }
    }

    @Test
    void waveshareFlashTurnsTheRelayOffByItself() throws Exception {
        try (var bench = new ControllerBench("waveshare")) {
            bench.writeCoil(0x0200, 5);
            bench.timers.advance(Duration.ofMillis(499));
            assertThat(bench.coils(0, 8)).isEqualTo(1);
            bench.timers.advance(Duration.ofMillis(1));
            assertThat(bench.coils(0, 8)).isZero();

            assertThat(bench.contacts).containsExactly("0 on", "0 off");
        }
    }

    @Test
    void waveshareFlashOffTurnsTheRelayOnAgain() throws Exception {
        try (var bench = new ControllerBench("waveshare")) {
            bench.writeCoil(3, ON);
            bench.writeCoil(0x0403, 7);
            assertThat(bench.coils(3, 1)).isZero();
            bench.timers.advance(Duration.ofMillis(700));
            assertThat(bench.coils(3, 1)).isEqualTo(1);
        }
    }

    @Test
    void aCommandEndsARunningFlash() throws Exception {
        try (var bench = new ControllerBench("waveshare")) {
            bench.writeCoil(0x0200, 5);
            bench.writeCoil(0, ON);
            bench.timers.advance(Duration.ofSeconds(10));

            assertThat(bench.coils(0, 1)).isEqualTo(1);
        }
    }

    @Test
    void aRelayInMode1IgnoresCommands() throws Exception {
        try (var bench = new ControllerBench("waveshare")) {
            bench.writeRegister(0x1002, 1);
            bench.writeCoil(2, ON);
            bench.writeCoil(0x0202, 5);

            assertThat(bench.register(0x1002)).isEqualTo(1);
            assertThat(bench.contacts).isEmpty();
        }
    }

    @Test
    void showsInputs() throws Exception {
        try (var bench = new ControllerBench("waveshare")) {
            bench.board.input(0, true);
            bench.board.input(4, true);

            assertThat(bench.discretes(0, 8)).isEqualTo(0b1_0001);
            assertThat(bench.discretes(4, 1)).isEqualTo(1);
        }
    }

    @Test
    void refusesIllegalAddressesAndValues() throws Exception {
        try (var bench = new ControllerBench("waveshare")) {
            assertRefused(2, () -> bench.writeCoil(8, ON));
            assertRefused(2, () -> bench.writeCoil(0x0208, 5));
            assertRefused(2, () -> bench.writeCoil(0x0300, 5));
            assertRefused(3, () -> bench.writeCoil(0, 0x1234));
            assertRefused(3, () -> bench.writeCoil(0x0200, 0x8000));
            assertRefused(2, () -> bench.coils(1, 8));
            assertRefused(2, () -> bench.discretes(8, 1));
            assertRefused(2, () -> bench.register(0));
            assertRefused(2, () -> bench.writeRegister(0x1008, 0));
            assertRefused(2, () -> bench.writeCoils(7, 2, 0b11));
            assertThat(bench.contacts).isEmpty();
        }
    }

    @Test
    void refusesAFunctionThatItDoesNotKnow() throws Exception {
        try (var bench = new ControllerBench("waveshare");
                var socket = new Socket(InetAddress.getLoopbackAddress(), bench.port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(new byte[] {0, 9, 0, 0, 0, 2, 1, 0x2B});

            assertThat(socket.getInputStream().readNBytes(9)).containsExactly(0, 9, 0, 0, 0, 3, 1, (byte) 0xAB, 1);
        }
    }

    @Test
    void advantechHasItsOutputsAt16AndNoToggle() throws Exception {
        try (var bench = new ControllerBench("advantech")) {
            bench.board.input(11, true);
            bench.writeCoil(0x10, ON);
            bench.writeCoils(0x11, 2, 0b11);

            assertThat(bench.coils(0x10, 6)).isEqualTo(0b111);
            assertThat(bench.discretes(11, 1)).isEqualTo(1);
            assertThat(bench.coils(11, 1)).isEqualTo(1);
            assertRefused(2, () -> bench.writeCoil(0, ON));
            assertRefused(3, () -> bench.writeCoil(0x10, 0x5500));
        }
    }

    @Test
    void wagoReadsItsOutputsBackAt0x200() throws Exception {
        try (var bench = new ControllerBench("wago")) {
            bench.writeCoil(0, ON);
            bench.writeCoil(0x201, ON);
            bench.writeRegister(0x1000, 100);

            assertThat(bench.coils(0x200, 8)).isEqualTo(0b11);
            assertThat(bench.coils(0, 8)).isZero();
            assertThat(bench.register(0x1000)).isEqualTo(100);
        }
    }

    @Test
    void cameTakesCommandsThatFallBackAndShowsItsStatus() throws Exception {
        try (var bench = new ControllerBench("came")) {
            bench.writeCoil(1, ON);
            bench.timers.advance(Duration.ofMillis(200));
            bench.arm = ArmPosition.OPEN;

            assertThat(bench.contacts).containsExactly("1 on", "1 off");
            assertThat(bench.register(100)).isEqualTo(16);
            assertThat(bench.register(101)).isEqualTo(100);
        }
    }

    @Test
    void aWeldedRelayStaysOnUntilItIsReplaced() throws Exception {
        try (var bench = new ControllerBench("generic")) {
            bench.board.weld(true);
            bench.writeCoil(0, ON);
            bench.writeCoil(0, OFF);
            assertThat(bench.coils(0, 1)).isEqualTo(1);

            bench.board.weld(false);
            assertThat(bench.coils(0, 1)).isZero();
        }
    }

    @Test
    void aHungControllerNeitherActsNorAnswers() throws Exception {
        try (var bench = new ControllerBench("waveshare")) {
            bench.controller.fault(new WireFault.Hang());
            assertThatThrownBy(() -> bench.writeCoil(0, ON)).hasMessageContaining("timed out");
            bench.controller.fault(new WireFault.None());

            assertThat(bench.coils(0, 1)).isZero();
        }
    }

    @Test
    void aMuteControllerActsButDoesNotAnswer() throws Exception {
        try (var bench = new ControllerBench("waveshare")) {
            bench.controller.fault(new WireFault.Mute());
            assertThatThrownBy(() -> bench.writeCoil(0, ON)).hasMessageContaining("timed out");
            bench.controller.fault(new WireFault.None());

            assertThat(bench.coils(0, 1)).isEqualTo(1);
        }
    }

    @Test
    void aHalfOpenConnectionIsDeadButANewOneWorks() throws Exception {
        try (var bench = new ControllerBench("waveshare")) {
            bench.writeCoil(0, ON);
            bench.controller.fault(new WireFault.HalfOpen());
            assertThatThrownBy(() -> bench.coils(0, 1)).hasMessageContaining("timed out");
            bench.reconnect();

            assertThat(bench.coils(0, 1)).isEqualTo(1);
        }
    }

    @Test
    void aRefusingControllerIsNotThere() throws Exception {
        try (var bench = new ControllerBench("waveshare")) {
            bench.controller.fault(new WireFault.Refuse());
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), bench.port).close());
            bench.controller.fault(new WireFault.None());
            bench.reconnect();

            assertThat(bench.coils(0, 1)).isZero();
        }
    }

    private static void assertRefused(int code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ModbusResponseException.class,
                        refusal -> assertThat(refusal.getExceptionCode()).isEqualTo(code));
    }
}
