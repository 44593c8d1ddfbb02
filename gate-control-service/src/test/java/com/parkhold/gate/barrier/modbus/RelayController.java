package com.parkhold.gate.barrier.modbus;

import com.digitalpetri.modbus.ExceptionCode;
import com.digitalpetri.modbus.FunctionCode;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilResponse;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusRequestContext.ModbusTcpRequestContext;
import com.digitalpetri.modbus.server.ModbusServices;
import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/** A relay controller on loopback that keeps what it was told. */
public final class RelayController implements ModbusServices, AutoCloseable {

    /** One write of a coil. */
    public record Write(int address, int value) {}

    private final List<Write> writes = new CopyOnWriteArrayList<>();
    private final int port;
    private final ModbusTcpServer server;
    private final Set<SocketAddress> peers = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Long> closedUntilNanos = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> registers = new ConcurrentHashMap<>();
    private volatile int inputs;
    private volatile boolean stuck;
    private volatile boolean mute;

    public RelayController() throws IOException, ExecutionException, InterruptedException {
        this(freePort());
    }

    /** One that comes back at its address. */
    public RelayController(int port) throws ExecutionException, InterruptedException {
        this.port = port;
        server = ModbusTcpServer.create(
                NettyTcpServerTransport.create(
                        settings -> settings.setBindAddress("127.0.0.1").setPort(port)),
                this);
        server.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** How many peers have asked something so far. */
    public int connections() {
        return peers.size();
    }

    public int port() {
        return port;
    }

    public List<Write> writes() {
        return writes;
    }

    /** A loop changes. */
    public void input(int number, boolean on) {
        inputs = on ? inputs | 1 << number : inputs & ~(1 << number);
    }

    /** From now on a relay that closes stays closed. */
    public void stick() {
        stuck = true;
    }

    /** Does as it is told, and tells nobody in time that it has, nor what its relays do; its inputs it goes on telling. */
    public void mute(boolean silent) {
        mute = silent;
    }

    /** What a holding register shows. */
    public void register(int address, int value) {
        registers.put(address, value);
    }

    @Override
    public ReadCoilsResponse readCoils(ModbusRequestContext context, int unitId, ReadCoilsRequest request) {
        keepSilent();
        long until = closedUntilNanos.getOrDefault(request.address() & 0xFF, 0L);
        return new ReadCoilsResponse(new byte[] {(byte) (until > System.nanoTime() ? 1 : 0)});
    }

    @Override
    public ReadHoldingRegistersResponse readHoldingRegisters(
            ModbusRequestContext context, int unitId, ReadHoldingRegistersRequest request)
            throws ModbusResponseException {
        ByteBuffer words = ByteBuffer.allocate(2 * request.quantity());
        for (int offset = 0; offset < request.quantity(); offset++) {
            Integer value = registers.get(request.address() + offset);
            if (value == null) {
                throw new ModbusResponseException(
                        FunctionCode.READ_HOLDING_REGISTERS, ExceptionCode.ILLEGAL_DATA_ADDRESS);
            }
            words.putShort(value.shortValue());
        }
        return new ReadHoldingRegistersResponse(words.array());
    }

    @Override
    public WriteSingleRegisterResponse writeSingleRegister(
            ModbusRequestContext context, int unitId, WriteSingleRegisterRequest request) {
        note(context);
        writes.add(new Write(request.address(), request.value()));
        registers.put(request.address(), request.value());
        keepSilent();
        return new WriteSingleRegisterResponse(request.address(), request.value());
    }

    @Override
    public ReadDiscreteInputsResponse readDiscreteInputs(
            ModbusRequestContext context, int unitId, ReadDiscreteInputsRequest request) {
        note(context);
        return new ReadDiscreteInputsResponse(new byte[] {(byte) inputs});
    }

    @Override
    public WriteSingleCoilResponse writeSingleCoil(
            ModbusRequestContext context, int unitId, WriteSingleCoilRequest request) {
        note(context);
        writes.add(new Write(request.address(), request.value()));
        switchRelay(request.address(), request.value());
        keepSilent();
        return new WriteSingleCoilResponse(request.address(), request.value());
    }

    /** As timed relays do at 0x0200, and plain ones elsewhere. */
    private void switchRelay(int address, int value) {
        boolean timed = address >= 0x0200;
        boolean closes = timed || value != 0;
        if (closes) {
            long length = timed && !stuck
                    ? Duration.ofMillis(100L * value).toNanos()
                    : Duration.ofHours(1).toNanos();
            closedUntilNanos.put(address & 0xFF, System.nanoTime() + length);
        } else if (!stuck) {
            closedUntilNanos.remove(address & 0xFF);
        }
    }

    private void keepSilent() {
        if (mute) {
            LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
        }
    }

    private void note(ModbusRequestContext context) {
        if (context instanceof ModbusTcpRequestContext tcp) {
            peers.add(tcp.remoteAddress());
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (ExecutionException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
