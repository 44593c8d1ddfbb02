package com.parkhold.local.lanes.modbus;

import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusExecutionException;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleCoilsRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import com.digitalpetri.modbus.tcp.client.NettyTcpClientTransport;
import com.parkhold.local.lanes.barrier.ArmPosition;
import com.parkhold.local.lanes.barrier.LockedTimers;
import com.parkhold.local.lanes.barrier.ManualTimers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** A controller on the bench, with a real client at its port and a list of what its contacts did. */
final class ControllerBench implements AutoCloseable {
    final List<String> contacts = new ArrayList<>();
    final ManualTimers timers = new ManualTimers();
    final RelayBoard board;
    final ModbusController controller;
    final int port;
    ArmPosition arm = ArmPosition.CLOSED;
    private final ModbusNetwork network = new ModbusNetwork();
    private final ModbusTcpClient client;

    ControllerBench(String profileName) throws Exception {
        port = freePort();
        var lock = new ReentrantLock();
        var profile = ControllerProfile.named(profileName);
        var locked = new LockedTimers(timers, lock, () -> {});
        board = new RelayBoard(
                profile.relays(),
                profile.inputs(),
                locked,
                (relay, closed) -> contacts.add(relay + (closed ? " on" : " off")));
        controller = new ModbusController(network, port, profile, board, () -> arm, lock);
        controller.listen();
        var transport = NettyTcpClientTransport.create(
                settings -> settings.setHostname("127.0.0.1").setPort(port));
        client = ModbusTcpClient.create(transport, settings -> settings.setRequestTimeout(Duration.ofMillis(700)));
        client.connect();
    }

    static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    void writeCoil(int address, int value) throws Exception {
        client.writeSingleCoil(1, new WriteSingleCoilRequest(address, value));
    }

    void writeCoils(int address, int quantity, int bits) throws Exception {
        client.writeMultipleCoils(1, new WriteMultipleCoilsRequest(address, quantity, new byte[] {(byte) bits}));
    }

    int coils(int address, int quantity) throws Exception {
        return client.readCoils(1, new ReadCoilsRequest(address, quantity)).coils()[0];
    }

    int discretes(int address, int quantity) throws Exception {
        return client.readDiscreteInputs(1, new ReadDiscreteInputsRequest(address, quantity))
                .inputs()[0];
    }

    int register(int address) throws Exception {
        byte[] word = client.readHoldingRegisters(1, new ReadHoldingRegistersRequest(address, 1))
                .registers();
        return ((word[0] & 0xFF) << 8) | (word[1] & 0xFF);
    }

    void writeRegister(int address, int value) throws Exception {
        client.writeSingleRegister(1, new WriteSingleRegisterRequest(address, value));
    }

    void reconnect() throws Exception {
        client.disconnect();
        client.connect();
    }

    @Override
    public void close() throws IOException {
        try {
            client.disconnect();
            controller.hangUp();
        } catch (InterruptedException | ModbusExecutionException hurried) {
            throw new IOException("the bench was not cleared", hurried);
        }
        network.close();
    }
}
