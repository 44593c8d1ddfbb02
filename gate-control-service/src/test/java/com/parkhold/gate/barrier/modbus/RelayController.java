package com.parkhold.gate.barrier.modbus;

import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusRequestContext.ModbusTcpRequestContext;
import com.digitalpetri.modbus.server.ModbusServices;
import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

/** A relay controller on loopback that keeps what it was told. */
public final class RelayController implements ModbusServices, AutoCloseable {

    /** One write of a coil. */
    public record Write(int address, int value) {}

    private final List<Write> writes = new CopyOnWriteArrayList<>();
    private final int port;
    private final ModbusTcpServer server;
    private final Set<SocketAddress> peers = ConcurrentHashMap.newKeySet();
    private volatile int inputs;

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
        return new WriteSingleCoilResponse(request.address(), request.value());
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
